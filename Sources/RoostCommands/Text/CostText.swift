import RoostModel

/// What an installation takes, in words.
enum CostText {
  /// `61.1 MB to fetch, 140 MB on disk, about 4.0 s`
  static func text(_ cost: Cost) -> String {
    let fetch = cost.download.bytes == 0 ? "nothing to fetch" : "\(cost.download) to fetch"
    return "\(fetch), \(cost.disk) on disk, about \(TimeText.rough(cost.seconds))"
  }

  /// The same with what is free: `61.1 MB to fetch, 140 MB on disk, about 4 s, 21.3 GB free`
  static func text(_ cost: Cost, free: ByteCount) -> String { "\(text(cost)), \(free) free" }
}
