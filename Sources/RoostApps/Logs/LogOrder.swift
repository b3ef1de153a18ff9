/// Which runs make up an app's log, oldest first.
///
/// Runs are numbered by their start. A deployment that failed beside the live run has the higher number and ended long
/// ago: while that run lives its output stays with the deployment, or a reader that goes on would never see the live one.
struct LogOrder: Sendable, Equatable {
  let runs: [Int]

  init(kept: [Int], live: Int?) {
    let ended = kept.filter { run in live.map { run < $0 } ?? true }.sorted()
    runs = ended + (live.map { [$0] } ?? [])
  }
}
