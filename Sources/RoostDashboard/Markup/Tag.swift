/// An element with content: `Tag.p(.class("muted")) { "nothing yet" }`.
struct Tag: Sendable {
  let name: StaticString
  /// Begins a line of its own, so that a page can be read as text and compared line by line.
  let isBlock: Bool

  private init(_ name: StaticString, isBlock: Bool = true) {
    self.name = name
    self.isBlock = isBlock
  }

  func callAsFunction(_ attributes: Attribute?..., @HTMLBuilder content: () -> HTML) -> HTML {
    .element(self, attributes, content())
  }

  func callAsFunction(_ attributes: [Attribute], @HTMLBuilder content: () -> HTML) -> HTML {
    .element(self, attributes, content())
  }

  func callAsFunction(_ attributes: Attribute?...) -> HTML { .element(self, attributes, HTML()) }

  static let html = Tag("html")
  static let head = Tag("head")
  static let body = Tag("body")
  static let title = Tag("title")
  static let script = Tag("script")
  static let nav = Tag("nav")
  static let main = Tag("main")
  static let header = Tag("header")
  static let section = Tag("section")
  static let div = Tag("div")
  static let h1 = Tag("h1")
  static let h2 = Tag("h2")
  static let h3 = Tag("h3")
  static let p = Tag("p")
  static let ul = Tag("ul")
  static let ol = Tag("ol")
  static let li = Tag("li")
  static let dl = Tag("dl")
  static let dt = Tag("dt")
  static let dd = Tag("dd", isBlock: false)
  static let table = Tag("table")
  static let thead = Tag("thead")
  static let tbody = Tag("tbody")
  static let tr = Tag("tr")
  static let th = Tag("th", isBlock: false)
  static let td = Tag("td", isBlock: false)
  static let form = Tag("form")
  static let fieldset = Tag("fieldset")
  static let legend = Tag("legend")
  static let label = Tag("label")
  static let select = Tag("select")
  static let option = Tag("option")
  static let textarea = Tag("textarea")
  static let button = Tag("button", isBlock: false)
  static let details = Tag("details")
  static let summary = Tag("summary")
  static let figure = Tag("figure")
  static let figcaption = Tag("figcaption")
  static let a = Tag("a", isBlock: false)
  static let span = Tag("span", isBlock: false)
  static let strong = Tag("strong", isBlock: false)
  static let small = Tag("small", isBlock: false)
  static let code = Tag("code", isBlock: false)
  static let time = Tag("time", isBlock: false)
  static let progress = Tag("progress", isBlock: false)
  static let meter = Tag("meter", isBlock: false)
  static let svg = Tag("svg", isBlock: false)
  static let g = Tag("g", isBlock: false)
  static let path = Tag("path", isBlock: false)
  static let rect = Tag("rect", isBlock: false)
  static let line = Tag("line", isBlock: false)
  static let text = Tag("text", isBlock: false)
  static let use = Tag("use", isBlock: false)
  static let hint = Tag("title", isBlock: false)
}

/// An element that has no content.
struct VoidTag: Sendable {
  let name: StaticString
  let isBlock: Bool

  private init(_ name: StaticString, isBlock: Bool = true) {
    self.name = name
    self.isBlock = isBlock
  }

  func callAsFunction(_ attributes: Attribute?...) -> HTML { .element(self, attributes) }

  static let meta = VoidTag("meta")
  static let link = VoidTag("link")
  static let input = VoidTag("input", isBlock: false)
}
