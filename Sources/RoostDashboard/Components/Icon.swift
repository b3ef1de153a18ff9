/// One of our own pictures, by its name in `icons.svg`. It stands beside a word that says the same.
struct Icon {
  let name: String
  let frame: Frame

  init(_ name: String, _ frame: Frame) {
    self.name = name
    self.frame = frame
  }

  var html: HTML {
    Tag.svg(.class("icon"), Attribute("aria-hidden", "true")) {
      Tag.use(Attribute("href", "\(frame.assets)/icons.svg#\(name)"))
    }
  }
}
