/// A line of `_redirects`: `/from /to 301`.
package struct SiteRedirect: Sendable, Equatable {
  package let pattern: PathPattern
  package let destination: PathTemplate
  /// 200 and 404 serve the destination under the address that was asked for; the others send the client there.
  package let status: Int
  /// A `!` behind the status: the rule holds although there is such a file.
  package let isForced: Bool

  private static let statuses: Set<Int> = [200, 301, 302, 303, 307, 308, 404]

  package var isServed: Bool { status == 200 || status == 404 }

  /// `line` is neither empty nor a comment.
  init(_ line: Substring) throws(SiteRuleFault) {
    let words = line.split { $0 == " " || $0 == "\t" }.prefix { !$0.hasPrefix("#") }
    guard let from = words.first else { throw .path(.noPath) }
    guard words.count > 1 else { throw .destinationMissing }
    pattern = try SiteRuleFault.pattern(from)
    // `/from a=:a /to` asks for a query.
    let isCondition = words[1].contains("=") && !words[1].hasPrefix("/") && !words[1].contains("://")
    if isCondition { throw .condition(String(words[1])) }
    guard words[1] != from || from.contains("*") else { throw .toItself }
    destination = try SiteRuleFault.template(words[1])
    if let unknown = destination.names.first(where: { [names = pattern.names] in !names.contains($0) }) {
      throw .destinationName(unknown)
    }
    let end = words.count > 2 ? words[2] : "301"
    isForced = end.hasSuffix("!")
    guard let status = Int(isForced ? end.dropLast() : end), SiteRedirect.statuses.contains(status) else {
      throw end.contains("=") ? .condition(String(end)) : .status
    }
    self.status = status
    if words.count > 3 { throw .condition(String(words[3])) }
    if isServed, destination.isWhole { throw .otherHost }
  }
}
