package import RoostModel

/// Keys of hosts behind SSH, as `ssh-keyscan` and `known_hosts` write them; a line may leave its host out. Pure.
package struct HostKeys: Sendable, Equatable {
  private var keys: [(host: String?, key: String)] = []

  private static let most = 100
  private static let longest = 20_000
  private static let kinds: Set<String> = [
    "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
  ]

  package init(_ text: String?) throws(Problem) {
    for line in (text ?? "").split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      let start = HostKeys.kinds.contains(String(first)) ? 0 : 1
      guard words.count >= start + 2, HostKeys.kinds.contains(String(words[start])),
        line.utf8.allSatisfy({ $0 > 0x1F && $0 < 0x7F })
      else { throw HostKeys.wrong(String(line)) }
      keys.append((start == 1 ? String(first) : nil, "\(words[start]) \(words[start + 1])"))
    }
    guard keys.count <= HostKeys.most, (text?.utf8.count ?? 0) <= HostKeys.longest else {
      throw HostKeys.wrong("more than \(HostKeys.most) lines")
    }
  }

  package static func == (one: HostKeys, other: HostKeys) -> Bool {
    one.keys.elementsEqual(other.keys) { $0 == $1 }
  }

  /// As `known_hosts` is to have them for a fetch from there.
  func lines(for address: GitAddress) -> [String] {
    keys.map { "\($0.host ?? HostKeys.name(of: address)) \($0.key)" }
  }

  /// What a host is looked up as.
  static func name(of address: GitAddress) -> String {
    address.port.map { $0 == 22 ? address.host : "[\(address.host)]:\($0)" } ?? address.host
  }

  private static func wrong(_ line: String) -> Problem {
    Problem(
      .usageInvalid, "\(SourceText.line(line, atMost: 60).debugDescription) is no key of a host",
      hint: "take it from the host, and compare: ssh-keyscan HOST > host.key")
  }
}
