/// Where an environment shall be: a strategy, and for `ssh` which host. As text `sandbox`, `docker`, `vm`, `ssh://me@host:2222`.
package struct StrategyTarget: Hashable, Sendable, TextCoded, LosslessStringConvertible {
  package let kind: StrategyKind
  /// What stands after `ssh://`; `nil` for all others.
  package let host: String?

  package static let sandbox = StrategyTarget(.sandbox)

  package init(_ kind: StrategyKind) { self.init(kind, host: nil) }

  private init(_ kind: StrategyKind, host: String?) {
    self.kind = kind
    self.host = host
  }

  /// `nil` when it is no name of a strategy, or an `ssh` without a host. The strategy itself looks closer at the host.
  package init?(_ text: String) {
    guard let scheme = text.firstRange(of: "://") else {
      let isName = text.utf8.first.map(ASCII.isLowercase) == true && text.utf8.allSatisfy(ASCII.isLabel)
      guard isName, text != StrategyKind.ssh.rawValue, text.utf8.count <= 32 else { return nil }
      self.init(StrategyKind(rawValue: text))
      return
    }
    let host = String(text[scheme.upperBound...])
    guard text[..<scheme.lowerBound] == StrategyKind.ssh.rawValue, (1...300).contains(host.utf8.count) else { return nil }
    guard host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
    self.init(.ssh, host: host)
  }

  package var description: String { host.map { "\(kind)://\($0)" } ?? kind.rawValue }
}
