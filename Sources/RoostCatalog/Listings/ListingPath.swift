/// A path through a JSON document: `releases[].version`, `[].files[filename={file}].sha256`, `dist.integrity`. Pure.
struct ListingPath: Equatable, Sendable {
  enum Step: Equatable, Sendable {
    case key(String)
    /// Every element of a list.
    case each
    /// The elements that have this text under this key.
    case matching(key: String, value: String)
  }

  let steps: [Step]

  /// `nil` when it is none.
  init?(_ text: String) {
    var steps: [Step] = []
    var rest = text[...]
    while let first = rest.first {
      if first == "[" {
        guard let end = rest.firstIndex(of: "]"), let step = ListingPath.bracket(rest[..<end].dropFirst()) else { return nil }
        steps.append(step)
        rest = rest[rest.index(after: end)...]
      } else {
        if first == ".", !steps.isEmpty { rest = rest.dropFirst() }
        let key = rest.prefix { $0 != "." && $0 != "[" }
        guard !key.isEmpty else { return nil }
        steps.append(.key(String(key)))
        rest = rest[key.endIndex...]
      }
    }
    self.steps = steps
  }

  private static func bracket(_ text: Substring) -> Step? {
    if text.isEmpty { return .each }
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    return .matching(key: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }

  /// The texts it leads to, in the document's order.
  func texts(in document: DocumentNode) -> [String] {
    var nodes = [document]
    for step in steps { nodes = nodes.flatMap { ListingPath.follow(step, from: $0) } }
    return nodes.compactMap(\.text)
  }

  private static func follow(_ step: Step, from node: DocumentNode) -> [DocumentNode] {
    switch step {
    case .key(let key): node[key].map { [$0] } ?? []
    case .each: node.elements ?? []
    case .matching(let key, let value): (node.elements ?? []).filter { $0[key]?.text == value }
    }
  }
}
