export class SendLetter {
  execute(): void {}
}
