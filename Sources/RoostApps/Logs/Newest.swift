/// The last elements of many, up to a number. Moves them seldom.
struct Newest<Element: Sendable>: Sendable {
  private let limit: Int
  private var elements: [Element] = []

  init(_ limit: Int) { self.limit = max(0, limit) }

  mutating func append(_ element: Element) {
    elements.append(element)
    if elements.count / 2 >= max(limit, 32) { elements.removeFirst(elements.count - limit) }
  }

  var all: ArraySlice<Element> { elements.suffix(limit) }
}
