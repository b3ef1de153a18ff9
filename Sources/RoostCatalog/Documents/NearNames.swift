/// Names that a mistyped one was probably meant to be.
package enum NearNames {
  /// The up to three nearest of `names`, nearest first; only those with at most a third of their letters wrong.
  package static func to(_ name: String, among names: [String]) -> [String] {
    let typed = Array(name.lowercased().unicodeScalars.prefix(60))
    let near = names.compactMap { candidate -> (name: String, distance: Int)? in
      let letters = Array(candidate.lowercased().unicodeScalars)
      let distance = EditDistance.between(typed, letters)
      return distance <= max(1, letters.count / 3) ? (candidate, distance) : nil
    }
    return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }
}
