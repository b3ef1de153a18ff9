package import RoostCatalog
package import RoostModel

/// What installations of each runtime took on this node. Pure.
package struct LearnedCosts: Sendable, Equatable {
  private let samples: [RuntimeID: [InstallSample]]

  /// Only so many of the newest count.
  private static let memory = 15

  init(_ entries: [JournalEntry]) {
    let all = entries.filter { $0.record.state == .done }.flatMap(\.samples)
    samples = Dictionary(grouping: all, by: \.runtime).mapValues { $0.suffix(LearnedCosts.memory) }
  }

  /// The median of this node's own installations; what the catalogue says when there were none.
  package func cost(of entry: CatalogueEntry) -> Cost {
    guard let own = samples[entry.id], !own.isEmpty else { return Cost(entry.estimate) }
    return Cost(
      download: LearnedCosts.median(own.map(\.download)), disk: LearnedCosts.median(own.map(\.disk)),
      seconds: LearnedCosts.median(own.map(\.seconds)), learned: true)
  }

  /// The upper one of the two in the middle: an estimate that is kept is better than one that is missed.
  private static func median<Value: Comparable>(_ values: [Value]) -> Value { values.sorted()[values.count / 2] }
}

extension Installer {
  /// Read once for many questions.
  package func learnedCosts() async throws(Problem) -> LearnedCosts { LearnedCosts(try await journal.entries()) }

  /// What an installation takes: learned here, else the catalogue's word.
  package func cost(of entry: CatalogueEntry) async throws(Problem) -> Cost { try await learnedCosts().cost(of: entry) }
}
