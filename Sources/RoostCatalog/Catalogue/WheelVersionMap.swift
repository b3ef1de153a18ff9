/// How the version of a runtime follows from that of the wheel that holds it: `1.23.4.4` holds Go 1.23.4, `26.7.0rc0` Node 26.7.0.
package struct WheelVersionMap: Hashable, Sendable, Codable {
  /// How many leading components count; all when `nil`.
  package var take: Int?
  /// What is dropped from the end: `rc0`.
  package var dropSuffix: String?

  package init(take: Int? = nil, dropSuffix: String? = nil) {
    self.take = take
    self.dropSuffix = dropSuffix
  }

  /// The runtime's version for a wheel's.
  package func callAsFunction(_ wheelVersion: String) -> String {
    var version = wheelVersion
    if let dropSuffix, version.hasSuffix(dropSuffix) { version.removeLast(dropSuffix.count) }
    guard let take else { return version }
    return version.split(separator: ".").prefix(take).joined(separator: ".")
  }
}
