/// What leads everywhere: a rail at the left, on a phone a bar at the bottom.
struct NavigationRail {
  let frame: Frame
  let place: Place?

  var html: HTML {
    Tag.nav(.class("rail"), .label("Main")) {
      Tag.a(.class("brand"), .href(Place.overview)) {
        Icon("roost", frame).html
        Tag.span { "Roost" }
        Tag.small { frame.node }
      }
      Tag.ul {
        for section in Section.allCases { entry(section) }
      }
      Tag.div(.class("foot")) {
        Tag.div(.class("who")) {
          Tag.span { frame.user ?? "" }
          Form(.logout) { Tag.button(.class("quiet")) { "Log out" } }.html
        }
        themes
        Tag.small { "Roost \(frame.version)" }
      }
    }
  }

  private func entry(_ section: Section) -> HTML {
    Tag.li {
      Tag.a(.href(section.place), .current(section == place?.section), Attribute("data-key", section.key)) {
        Icon(section.rawValue, frame).html
        Tag.span { section.title }
      }
    }
  }

  private var themes: HTML {
    Tag.form(.class("themes"), .method("post"), .action(.theme), .label("Colours")) {
      if let place { VoidTag.input(.type("hidden"), .name("next"), .value(place.path)) }
      for theme in Frame.Theme.allCases {
        Tag.button(
          .name("theme"), .value(theme.rawValue), Attribute("aria-pressed", theme == frame.theme ? "true" : "false"),
          .hover("Colours: \(theme.rawValue)"), .label("Colours: \(theme.rawValue)")
        ) {
          Icon("theme-\(theme.rawValue)", frame).html
        }
      }
    }
  }
}
