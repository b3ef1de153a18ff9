/// A whole page as a browser gets it.
package struct Document<Content: Page>: Sendable {
  let frame: Frame
  let page: Content

  package init(_ page: Content, in frame: Frame) {
    self.page = page
    self.frame = frame
  }

  package var bytes: [UInt8] { HTML.joined([.doctype, whole]).bytes }

  /// What of it is sent again when it changes.
  package var fragments: Fragments { Fragments(inner) }

  private var inner: HTML { HTML.joined([title, page.content(frame)]) }

  private func main(_ inner: HTML) -> HTML {
    let isFollowed = frame.isLive && frame.user != nil && page.freshness != .still
    let seen = isFollowed ? [Attribute("data-seen", Fragments(inner).seen)] : []
    return Tag.main([.id("main")] + seen) {
      if frame.user == nil { Icon("roost", frame).html }
      inner
    }
  }

  private var whole: HTML {
    Tag.html(Attribute("lang", "en"), frame.theme == .system ? nil : Attribute("data-theme", frame.theme.rawValue)) {
      head
      Tag.body(frame.user == nil ? .class("alone") : nil) {
        if frame.user != nil {
          Tag.a(.class("skip"), Attribute("href", "#main")) { "Skip to the content" }
          NavigationRail(frame: frame, place: page.place).html
        }
        main(inner)
      }
    }
  }

  private var title: HTML {
    Tag.header(.id("title"), .class("title")) {
      Tag.h1 { page.title }
      Tag.div(.class("actions")) { page.actions(frame) }
    }
  }

  private var head: HTML {
    Tag.head {
      VoidTag.meta(Attribute("charset", "utf-8"))
      Tag.title { "\(page.title) · \(frame.node) · Roost" }
      VoidTag.meta(.name("viewport"), Attribute("content", "width=device-width, initial-scale=1"))
      VoidTag.meta(.name("color-scheme"), Attribute("content", frame.theme == .system ? "light dark" : frame.theme.rawValue))
      VoidTag.link(Attribute("rel", "icon"), Attribute("href", "\(frame.assets)/roost.svg"))
      VoidTag.link(Attribute("rel", "stylesheet"), Attribute("href", "\(frame.assets)/roost.css"))
      for module in ["live", "page"] + page.modules {
        Tag.script(.type("module"), Attribute("src", "\(frame.assets)/\(module).js"))
      }
    }
  }
}
