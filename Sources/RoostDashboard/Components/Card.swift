/// A titled part of a page.
struct Card {
  let title: String
  /// What replaces it when it changes.
  var id: String?
  /// Something small at the right of the title.
  var aside = HTML()
  var kind = "card"
  let content: HTML

  init(_ title: String, id: String? = nil, kind: String = "card", aside: HTML = HTML(), @HTMLBuilder content: () -> HTML) {
    self.title = title
    self.id = id
    self.kind = kind
    self.aside = aside
    self.content = content()
  }

  var html: HTML {
    Tag.section(.class(kind), id.map { .id($0) }) {
      Tag.header {
        Tag.h2 { title }
        if !aside.isEmpty { Tag.div(.class("aside")) { aside } }
      }
      content
    }
  }
}

/// One number that matters, with what it means.
struct Stat {
  let label: String
  let value: String
  let note: HTML

  init(_ label: String, _ value: String, @HTMLBuilder note: () -> HTML = { HTML() }) {
    self.label = label
    self.value = value
    self.note = note()
  }

  var html: HTML {
    Tag.div(.class("stat")) {
      Tag.span(.class("label")) { label }
      Tag.strong { value }
      if !note.isEmpty { Tag.div(.class("note")) { note } }
    }
  }
}

/// A share of something that can run out.
struct Meter {
  let share: Double
  let label: String

  var html: HTML {
    let clamped = share.isFinite ? max(0, min(1, share)) : 0
    return Tag.meter(
      Attribute("min", 0), Attribute("max", 1), Attribute("high", 0.85), Attribute("low", 0.7), Attribute("optimum", 0),
      .value(NumberText.short(clamped)), .label(label)
    ) { NumberText.percent(clamped) }
  }
}

/// Names and what they say.
struct FieldList {
  private var fields = HTML()

  mutating func add(_ name: String, @HTMLBuilder _ value: () -> HTML) {
    fields.append(Tag.dt { name })
    fields.append(Tag.dd { value() })
  }

  var html: HTML { Tag.dl(.class("fields")) { fields } }
}

/// What stands where there is nothing yet: what would be here, and how it comes.
struct EmptyState {
  let title: String
  let content: HTML

  init(_ title: String, @HTMLBuilder content: () -> HTML) {
    self.title = title
    self.content = content()
  }

  var html: HTML {
    Tag.div(.class("empty")) {
      Tag.strong { title }
      content
    }
  }
}

/// A command line to read and to copy.
struct Command {
  let text: String

  init(_ text: String) { self.text = text }

  var html: HTML {
    Tag.span(.class("command")) {
      Tag.code { text }
      Tag.button(.type("button"), .class("copy"), Attribute("data-copy", text)) { "Copy" }
    }
  }
}
