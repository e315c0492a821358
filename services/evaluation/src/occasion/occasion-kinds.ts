/**
 * The services of a case that can be rated, with their number (服务次数, 1…99). The number follows from the kind and not
 * from the arrival, so that any order of events numbers alike; no case has two services of a kind.
 *
 * | kind       | heard as                                        | served by                                  |
 * | ---------- | ----------------------------------------------- | ------------------------------------------ |
 * | lodging    | ApplicationLodged                               | who took it in at the window; online nobody |
 * | correction | CorrectionRequested                             | who told the defects                       |
 * | acceptance | CaseAccepted                                    | who accepted; nobody when deemed           |
 * | refusal    | CaseRefused                                     | who refused; nobody when a limit lapsed    |
 * | withdrawal | ApplicationWithdrawn, CaseWithdrawn             | who granted; nobody before acceptance      |
 * | lapse      | CaseLapsed                                      | nobody                                     |
 * | delivery   | ResultDelivered                                 | who handed over; nobody by courier         |
 */
export const occasionKinds = {
  lodging: 1,
  correction: 2,
  acceptance: 3,
  refusal: 4,
  withdrawal: 5,
  lapse: 6,
  delivery: 7,
} as const;

/** One of them. */
export type OccasionKind = keyof typeof occasionKinds;
