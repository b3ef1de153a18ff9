/// What is kept of a password, in the form of crypt(5): yescrypt, bcrypt or SHA-512. Never the password.
///
/// One that would take seconds or hundreds of megabytes to compare is refused: whoever writes `roost.yml` could stop the
/// gateway with it.
package struct PasswordHash: Hashable, Sendable, TextCoded, LosslessStringConvertible {
  package let description: String

  package init?(_ text: String) {
    guard (20...200).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }),
      PasswordHash.isAffordable(text.split(separator: "$", omittingEmptySubsequences: false))
    else { return nil }
    description = text
  }

  /// Stands for one that is not shown; no password has it.
  package static var hidden: PasswordHash? { PasswordHash("$y$j9T$hidden$hidden") }

  /// `parts` begin with what is before the first `$`: nothing.
  private static func isAffordable(_ parts: [Substring]) -> Bool {
    guard parts.count >= 4, parts[0].isEmpty, !parts.dropFirst().contains(where: \.isEmpty) else { return false }
    switch parts[1] {
    // 64 MiB at most.
    case "y": return parts.count == 5 && parts[2].wholeMatch(of: /j[789AB][5T]/) != nil
    case "2a", "2b", "2y": return parts.count == 4 && parts[2].wholeMatch(of: /0[4-9]|1[0-4]/) != nil && parts[3].utf8.count == 53
    case "6": return parts.count == 4 || (parts.count == 5 && parts[2].wholeMatch(of: /rounds=[1-9][0-9]{3,5}/) != nil)
    default: return false
    }
  }
}
