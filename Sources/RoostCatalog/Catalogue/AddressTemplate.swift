import RoostModel

/// Judges addresses of the catalogue with their placeholders. Pure.
enum AddressTemplate {
  /// What is wrong with it; `nil` when nothing is. `known` are the placeholders that may stand in it, `leading` those it may begin with.
  static func fault(_ text: String, known: [String], leading: [String] = []) -> String? {
    if text.utf8.count > 500 { return "is longer than 500 bytes" }
    if text.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: "\\") }) {
      return "holds what no address may hold"
    }
    for name in placeholders(text) where !known.contains(name) && !leading.contains(name) {
      return "{\(name.prefix(30))} is none of \(known.map { "{\($0)}" }.joined(separator: ", "))"
    }
    if leading.contains(where: { text.hasPrefix("{\($0)}") }) { return nil }
    return originFault(text)
  }

  private static func originFault(_ text: String) -> String? {
    let isPlain = text.hasPrefix("http://")
    guard isPlain || text.hasPrefix("https://") else { return "'\(text.prefix(60))' does not begin with https://" }
    let authority = text.dropFirst(isPlain ? 7 : 8).prefix { !"/?#".contains($0) }
    let host = authority.prefix { $0 != ":" }
    if isPlain, !["127.0.0.1", "localhost"].contains(host) {
      return "'\(text.prefix(60))' is not protected on its way: only https:// is accepted"
    }
    let allowed = authority.utf8.allSatisfy { ASCII.isWord($0) || "-.:".utf8.contains($0) }
    return allowed && !host.isEmpty && host.first != "-" ? nil : "'\(authority.prefix(60))' is no host"
  }

  private static func placeholders(_ text: String) -> [String] {
    text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "}" }) }
  }
}
