import RoostModel

/// Reads what `gateway` says about requests: `allow`, `auth`, `cors`, `redirects`, `rewrites`, `headers`, `prefix-rescue`.
enum RouteRulesReader {
  static let keys = ["allow", "auth", "cors", "redirects", "rewrites", "headers", "prefix-rescue"]
  private static let mostRules = 500

  static func read(_ reader: ObjectReader, into route: inout RouteSettings) throws(DocumentFault) {
    route.allow = try allow(reader)
    route.auth = try BasicAuthReader.read(reader)
    route.cors = try CrossOriginReader.read(reader)
    route.redirects = try rules("redirects", reader, answers: true)
    route.rewrites = try rules("rewrites", reader, answers: false)
    route.headers = try FieldEditsReader.read(reader)
    route.prefixRescue = try reader.flag("prefix-rescue")
  }

  /// An empty list is refused: it would let everybody in where nobody may have been meant.
  private static func allow(_ reader: ObjectReader) throws(DocumentFault) -> [AddressRange]? {
    guard reader.value("allow") != nil else { return nil }
    var ranges: [AddressRange] = []
    for text in try reader.texts("allow") {
      guard let range = AddressRange(text) else {
        throw reader.fault("allow", "'\(text.prefix(60))' is no address and no range such as 10.0.0.0/8 or 2001:db8::/32")
      }
      ranges.append(range)
    }
    guard !ranges.isEmpty, ranges.count <= mostRules else { throw reader.fault("allow", "expected 1 to \(mostRules) ranges") }
    return ranges
  }

  private static func rules(_ key: String, _ reader: ObjectReader, answers: Bool) throws(DocumentFault) -> [PathRule]? {
    guard reader.value(key) != nil else { return nil }
    let items = try reader.objects(key, knownKeys: answers ? ["from", "to", "status"] : ["from", "to"])
    guard items.count <= mostRules else { throw reader.fault(key, "more than \(mostRules) rules") }
    var rules: [PathRule] = []
    for item in items { rules.append(try rule(item, answers: answers)) }
    return rules.isEmpty ? nil : rules
  }

  private static func rule(_ item: ObjectReader, answers: Bool) throws(DocumentFault) -> PathRule {
    let from = try item.requiredText("from")
    let pattern: PathPattern
    do throws(PathRuleFault) { pattern = try PathPattern(parsing: from[...]) } catch {
      throw item.fault("from", "'\(from.prefix(80))' \(error.sentence): a path is /old, /old/* or /user/:id")
    }
    let to = try item.requiredText("to")
    guard let template = PathTemplate(to), answers || (!template.isWhole && !to.contains("#")) else {
      throw item.fault(
        "to",
        "'\(to.prefix(80))' is not a path such as /new/:splat" + (answers ? " or an address such as https://example.com/" : ""))
    }
    if let unknown = template.names.first(where: { !pattern.names.contains($0) }) {
      throw item.fault("to", "':\(unknown)' stands for nothing in \(from.prefix(80))")
    }
    return PathRule(from: pattern, to: template, status: answers ? try status(item) : nil)
  }

  private static func status(_ item: ObjectReader) throws(DocumentFault) -> Int {
    guard let text = try item.text("status") else { return 302 }
    guard let status = Int(text), PathRule.statuses.contains(status) else {
      throw item.fault("status", "expected 301, 302, 303, 307 or 308, found '\(text.prefix(20))'")
    }
    return status
  }
}
