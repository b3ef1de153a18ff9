import RoostModel

/// Which releases of an app served a short time ago, by its journal. Pure.
struct EarlierReleases {
  /// How long a page may stay open in a browser and still find what it names, in seconds.
  static let lasting = 86_400.0

  /// Until when the files of each are wanted, in seconds since 1970.
  let until: [Int: Double]

  /// `journal` in any order; `live` serves since `now` or longer.
  init(_ journal: [DeploymentSummary], live: Int, now: Double) {
    let served = journal.compactMap { record -> (release: Int, since: Double)? in
      guard record.state == .succeeded || record.state == .rolledBack, record.imported != true, let release = record.release,
        let since = record.endedAt
      else { return nil }
      return (release, since)
    }.sorted { $0.since < $1.since }
    var until: [Int: Double] = [:]
    for (index, entry) in served.enumerated() where entry.release != live {
      let end = index + 1 < served.count ? served[index + 1].since : now
      if end + EarlierReleases.lasting > now { until[entry.release] = end + EarlierReleases.lasting }
    }
    self.until = until
  }
}
