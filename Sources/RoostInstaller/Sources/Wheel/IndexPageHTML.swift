/// Reads the links of an index page in HTML, as far as PEP 503 lets them differ. Pure.
enum IndexPageHTML {
  static func files(in page: String) -> [IndexFile] {
    var files: [IndexFile] = []
    var rest = page[...]
    while let tag = rest.firstRange(of: "<a ") {
      rest = rest[tag.upperBound...]
      guard let end = rest.firstIndex(of: ">") else { break }
      let attributes = attributes(in: rest[..<end])
      rest = rest[end...]
      guard let href = attributes["href"] else { continue }
      let address = href.prefix { $0 != "#" }
      let fragment = href.dropFirst(address.count + 1)
      guard let name = address.split(separator: "/").last else { continue }
      let sum = fragment.hasPrefix("sha256=") ? String(fragment.dropFirst("sha256=".count)) : nil
      files.append(
        IndexFile(
          name: percentDecoded(name), url: String(address), sha256: sum, size: nil, isYanked: attributes["data-yanked"] != nil))
    }
    return files
  }

  /// `name="value"` pairs, entities decoded; a name alone has an empty value.
  private static func attributes(in text: Substring) -> [String: String] {
    var found: [String: String] = [:]
    var rest = text
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "/" }
      let name = rest.prefix { !$0.isWhitespace && $0 != "=" }
      guard !name.isEmpty else { return found }
      rest = rest.dropFirst(name.count)
      guard rest.first == "=" else {
        found[name.lowercased()] = ""
        continue
      }
      rest = rest.dropFirst()
      let value: Substring
      if let quote = rest.first, quote == "\"" || quote == "'" {
        value = rest.dropFirst().prefix { $0 != quote }
        rest = rest.dropFirst(value.count + 2)
      } else {
        value = rest.prefix { !$0.isWhitespace }
        rest = rest.dropFirst(value.count)
      }
      found[name.lowercased()] = decoded(value)
    }
  }

  private static func decoded(_ text: Substring) -> String {
    String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#x27;", with: "'").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  private static func percentDecoded(_ text: Substring) -> String {
    String(text).replacing("%2B", with: "+").replacing("%2b", with: "+").replacing("%21", with: "!")
  }
}
