/// How an environment is made real. Open: a name that this version does not know is reported, not trapped.
package struct StrategyKind: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package var description: String { rawValue }

  package static let sandbox = StrategyKind(rawValue: "sandbox")
}
