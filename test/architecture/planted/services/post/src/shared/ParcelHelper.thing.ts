export class ParcelManager {
  handleEvent(): void {}
}
