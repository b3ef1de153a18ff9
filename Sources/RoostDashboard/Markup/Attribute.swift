/// An attribute of an element. Its name is a literal; its value is escaped when it is written.
struct Attribute: Sendable {
  let name: StaticString
  /// nil for one that is only there: `required`.
  let value: String?

  init(_ name: StaticString, _ value: String?) {
    self.name = name
    self.value = value
  }

  /// Its value, if it is what an element is found by.
  var identifier: String? {
    name.withUTF8Buffer { $0.elementsEqual("id".utf8) } ? value : nil
  }

  init(_ name: StaticString, _ value: Int) { self.init(name, String(value)) }
  init(_ name: StaticString, _ value: Double) { self.init(name, NumberText.short(value)) }
}

extension Attribute {
  static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
  static func id(_ name: String) -> Attribute { Attribute("id", name) }
  static func href(_ place: Place) -> Attribute { Attribute("href", place.path) }
  static func href(_ link: WebLink) -> Attribute { Attribute("href", link.text) }
  static func action(_ submission: Submission) -> Attribute { Attribute("action", submission.path) }
  static func method(_ name: String) -> Attribute { Attribute("method", name) }
  static func type(_ name: String) -> Attribute { Attribute("type", name) }
  static func name(_ name: String) -> Attribute { Attribute("name", name) }
  static func value(_ text: String) -> Attribute { Attribute("value", text) }
  static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
  static func hover(_ text: String) -> Attribute { Attribute("title", text) }
  static func current(_ isCurrent: Bool) -> Attribute? { isCurrent ? Attribute("aria-current", "page") : nil }
  static func flag(_ name: StaticString, _ isSet: Bool = true) -> Attribute? { isSet ? Attribute(name, nil) : nil }
}

/// An address outside of these pages. Only what a browser opens as a page can be one: `javascript:` and its like cannot.
struct WebLink: Sendable, Equatable {
  let text: String

  init?(_ text: String) {
    let lowercased = text.lowercased()
    guard lowercased.hasPrefix("https://") || lowercased.hasPrefix("http://") else { return nil }
    self.text = text
  }
}
