/// A form that is sent by POST and answered with a page, with or without scripts.
struct Form {
  let submission: Submission
  let kind: String?
  let content: HTML

  init(_ submission: Submission, kind: String? = nil, @HTMLBuilder content: () -> HTML) {
    self.submission = submission
    self.kind = kind
    self.content = content()
  }

  var html: HTML {
    Tag.form(kind.map { .class($0) }, .method("post"), .action(submission)) { content }
  }

  /// A form of one button.
  static func button(_ title: String, _ submission: Submission, kind: String? = nil, fields: [(String, String)] = []) -> HTML {
    Form(submission, kind: "one") {
      for (name, value) in fields { VoidTag.input(.type("hidden"), .name(name), .value(value)) }
      Tag.button(kind.map { .class($0) }) { title }
    }.html
  }
}

/// A labelled field of a form.
struct Field {
  let name: String
  let label: String
  var type = "text"
  var value = ""
  var placeholder: String?
  var note: String?
  var isRequired = false
  var autocomplete: String?
  var pattern: String?

  init(_ name: String, _ label: String) {
    self.name = name
    self.label = label
  }

  /// The same field with a change: `Field("name", "Name").with { $0.isRequired = true }`
  func with(_ change: (inout Field) -> Void) -> Field {
    var copy = self
    change(&copy)
    return copy
  }

  var html: HTML {
    Tag.label(.class("field")) {
      Tag.span { label }
      VoidTag.input(
        .type(type), .name(name), value.isEmpty ? nil : .value(value), placeholder.map { Attribute("placeholder", $0) },
        .flag("required", isRequired), autocomplete.map { Attribute("autocomplete", $0) },
        pattern.map { Attribute("pattern", $0) }, Attribute("spellcheck", "false"))
      if let note { Tag.small { note } }
    }
  }
}

/// What cannot be taken back: it says what happens and asks for the name. The browser holds the form until the name is there, and
/// the server looks again.
struct Confirmation {
  let title: String
  let consequences: [String]
  /// What has to be written; of letters, digits and `-` alone, so that it is a pattern, too.
  let name: String
  let button: String
  let submission: Submission
  var fields: [(String, String)] = []
  /// Who is hit by it, before all else.
  var lead = HTML()
  /// Other ways out, beside the button.
  var ways = HTML()

  var html: HTML {
    Tag.details(.class("confirm")) {
      Tag.summary { Tag.span(.class("button danger")) { title } }
      Form(submission) {
        lead
        if !consequences.isEmpty {
          Tag.ul {
            for consequence in consequences { Tag.li { consequence } }
          }
        }
        for (name, value) in fields { VoidTag.input(.type("hidden"), .name(name), .value(value)) }
        Tag.label(.class("field")) {
          Tag.span {
            "Write "
            Tag.code { name }
            " to confirm"
          }
          VoidTag.input(
            .name("confirm"), .flag("required"), Attribute("pattern", Confirmation.pattern(name)),
            Attribute("autocomplete", "off"),
            Attribute("spellcheck", "false"), .hover("Write \(name)"))
        }
        Tag.div(.class("actions")) {
          Tag.button(.class("danger")) { button }
          ways
        }
      }.html
    }
  }

  /// Everything but letters and digits is taken literally. Browsers read patterns as `/.../v`, where these need a backslash in a class.
  static func pattern(_ name: String) -> String {
    var pattern = ""
    for character in name {
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      pattern += isPlain ? String(character) : "[\("()[]{}/-\\|^".contains(character) ? "\\" : "")\(character)]"
    }
    return pattern
  }
}
