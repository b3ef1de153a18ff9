/// What the files `_redirects` and `_headers` at the top of a static site say. The gateway follows them; they are never
/// served themselves.
package struct SiteRules: Sendable, Equatable {
  package private(set) var redirects: [SiteRedirect] = []
  package private(set) var headers: [SiteHeaders] = []
  /// One for each line that is left out, with its number: shown when the site is deployed.
  package private(set) var warnings: [String] = []

  package static let redirectsFile = "_redirects"
  package static let headersFile = "_headers"
  /// Of either file. What is longer is not read at all.
  package static let maximumBytes = 131_072
  static let maximumLine = 2_000
  /// In either file.
  static let maximumRules = 2_000
  static let maximumFields = 50
  /// Of all headers together that one answer gets from `_headers`.
  private static let maximumAnswer = 8_192

  /// The contents of the files, `nil` for one that is not there; of a file above ``maximumBytes`` any part that is too long.
  package init(redirects: [UInt8]?, headers: [UInt8]?) {
    for (number, line) in lines(redirects, of: SiteRules.redirectsFile) { readRedirect(line, number) }
    var isBelowPath = false
    for (number, line) in lines(headers, of: SiteRules.headersFile) { readHeaders(line, number, &isBelowPath) }
  }

  package var isEmpty: Bool { redirects.isEmpty && headers.isEmpty }

  /// The headers of a path, each name once; what several rules say is joined by commas.
  package func fields(of path: RequestPath) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    for rule in headers where rule.pattern.match(path, anySlash: true) != nil {
      fields.removeAll { rule.removed.contains($0.name.lowercased()) }
      for field in rule.fields {
        let length = fields.reduce(field.value.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
        guard length <= SiteRules.maximumAnswer else { return fields }
        if let index = fields.firstIndex(where: { $0.name.lowercased() == field.name.lowercased() }) {
          fields[index].value += ", " + field.value
        } else {
          fields.append((name: field.name, value: field.value))
        }
      }
    }
    return fields
  }

  /// The first rule for a path, and what its names stand for.
  package func redirect(of path: RequestPath, forced: Bool) -> (rule: SiteRedirect, found: [String: String])? {
    for rule in redirects where rule.isForced || !forced {
      if let found = rule.pattern.match(path, anySlash: true) { return (rule, found) }
    }
    return nil
  }

  private mutating func readRedirect(_ line: Substring, _ number: Int) {
    do throws(SiteRuleFault) {
      guard redirects.count < SiteRules.maximumRules else { throw .tooManyRules }
      redirects.append(try SiteRedirect(SiteText.trimmed(line)))
    } catch {
      warn(SiteRules.redirectsFile, number, error)
    }
  }

  private mutating func readHeaders(_ line: Substring, _ number: Int, _ isBelowPath: inout Bool) {
    do throws(SiteRuleFault) {
      if line.first == " " || line.first == "\t" {
        guard isBelowPath, !headers.isEmpty else { throw .fieldBeforePath }
        return try headers[headers.count - 1].add(SiteText.trimmed(line))
      }
      // What stands below a path that cannot be read must not be added to the one before it.
      isBelowPath = false
      guard headers.count < SiteRules.maximumRules else { throw .tooManyRules }
      headers.append(SiteHeaders(try SiteRuleFault.pattern(SiteText.trimmed(line))))
      isBelowPath = true
    } catch {
      warn(SiteRules.headersFile, number, error)
    }
  }

  /// With their numbers, without comments and empty ones.
  private mutating func lines(_ bytes: [UInt8]?, of file: String) -> [(Int, Substring)] {
    guard let bytes else { return [] }
    guard bytes.count <= SiteRules.maximumBytes, let text = String(validating: bytes, as: UTF8.self) else {
      warnings.append("\(file) is left out: it is not text, or longer than \(SiteRules.maximumBytes >> 10) KiB")
      return []
    }
    var lines: [(Int, Substring)] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let content = SiteText.trimmed(line)
      if content.isEmpty || content.hasPrefix("#") { continue }
      if line.utf8.count > SiteRules.maximumLine { warn(file, index + 1, .lineTooLong) } else { lines.append((index + 1, line)) }
    }
    return lines
  }

  private mutating func warn(_ file: String, _ number: Int, _ fault: SiteRuleFault) {
    guard warnings.count < 20 else { return }
    warnings.append("\(file):\(number) is left out: it \(fault.sentence)")
  }
}
