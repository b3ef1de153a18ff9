package import RoostModel

/// An app's files, to look at.
package struct AppFilesPage: AppScopedPage {
  package enum Content: Sendable {
    case directory(AppFileListing, from: Int)
    /// The beginning of a file; `nil` when it is no text.
    case file(text: String?, size: ByteCount)
    /// It is there, and not for who looks.
    case withheld
    /// There is no such thing, or none of this app yet.
    case problem(Problem)
  }

  package let app: AppSummary
  let tree: AppTree
  let path: AppFilePath
  let content: Content

  package init(app: AppSummary, tree: AppTree, path: AppFilePath, content: Content) {
    self.app = app
    self.tree = tree
    self.path = path
    self.content = content
  }

  package var tab: AppTab { .files }
  package var freshness: Freshness { .still }
  package static let shownOfFile = 256 << 10

  package func body(_ frame: Frame) -> HTML {
    Tag.nav(.class("switch"), .label("Which files")) {
      for tree in AppTree.allCases {
        Tag.a(.href(.files(app.name, tree, .root)), .current(tree == self.tree)) { AppFilesPage.title(tree) }
      }
    }
    crumbs
    switch content {
    case .directory(let listing, let start): directory(listing, from: start, frame)
    case .file(let text, let size): file(text, size)
    case .withheld: withheld
    case .problem(let problem): ProblemPanel(problem).html
    }
  }

  private static func title(_ tree: AppTree) -> String {
    switch tree {
    case .code: "Code"
    case .build: "Build output"
    case .data: "Data"
    }
  }

  private var crumbs: HTML {
    Tag.nav(.class("crumbs"), .label("Where this is")) {
      Tag.a(.href(.files(app.name, tree, .root))) { AppFilesPage.title(tree) }
      for index in path.steps.indices {
        Tag.span(.class("muted")) { "/" }
        crumb(index)
      }
    }
  }

  private func crumb(_ index: Int) -> HTML {
    let place = path.steps[...index].reduce(AppFilePath.root) { $0.appending($1) }
    return Tag.a(.class("foreign"), .href(.files(app.name, tree, place)), .current(index == path.steps.count - 1)) {
      path.steps[index]
    }
  }

  @HTMLBuilder private func directory(_ listing: AppFileListing, from start: Int, _ frame: Frame) -> HTML {
    if listing.total == 0 {
      EmptyState(path == .root ? "No files here" : "An empty directory") {
        Tag.p { AppFilesPage.explanation(tree) }
        Command("roost files \(app.name) --tree \(tree.rawValue)").html
      }.html
    } else {
      table(listing, frame)
      if listing.total > listing.entries.count {
        Tag.p(.class("actions")) {
          Tag.span(.class("muted")) { "\(start + 1) to \(start + listing.entries.count) of \(listing.total)" }
          if start > 0 {
            Tag.a(.class("button"), .href(.files(app.name, tree, path, from: max(0, start - AppFileListing.longest)))) { "Back" }
          }
          if let next = listing.next { Tag.a(.class("button"), .href(.files(app.name, tree, path, from: next))) { "More" } }
        }
      }
    }
  }

  private static func explanation(_ tree: AppTree) -> String {
    switch tree {
    case .code: "What the live release was made of is shown here."
    case .build: "What building the live release added or changed is shown here; nothing was."
    case .data: "What the app writes to /data is kept over releases, and shown here."
    }
  }

  private func table(_ listing: AppFileListing, _ frame: Frame) -> HTML {
    var table = DataTable("files", caption: "Files", [.text("Name"), .number("Size"), .text("Changed")])
    for entry in listing.entries {
      table.add([name(entry), HTML(text: size(entry)), Moment(entry.modified, frame).html])
    }
    return table.html
  }

  @HTMLBuilder private func name(_ entry: FileEntry) -> HTML {
    let place = Place.files(app.name, tree, path.appending(entry.name))
    switch entry.kind {
    case .directory: Tag.a(.class("foreign dir"), .href(place)) { entry.name + "/" }
    case .file: Tag.a(.class("foreign"), .href(place)) { entry.name }
    case .link, .other: Tag.span(.class("foreign muted")) { entry.name }
    }
  }

  private func size(_ entry: FileEntry) -> String {
    switch entry.kind {
    case .file: ByteCount(entry.size).description
    case .directory: ""
    case .link: "link"
    case .other: "special"
    }
  }

  private func file(_ text: String?, _ size: ByteCount) -> HTML {
    let download = Tag.a(.class("button"), .href(.fileContent(app.name, tree, path)), Attribute("download", nil)) { "Download" }
    return Card(path.steps.last ?? "File", aside: HTML.joined([Tag.span { size.description }, download])) {
      if let text {
        if size.bytes > UInt64(AppFilesPage.shownOfFile) {
          Tag.p(.class("muted")) { "The beginning; all of it can be downloaded." }
        }
        Tag.div(.class("scroll file"), Attribute("tabindex", 0), Attribute("role", "region"), .label("Content")) {
          Tag.code { TerminalText.plain(text) }
        }
      } else {
        EmptyState("This is no text") { Tag.p { "It can be downloaded." } }.html
      }
    }.html
  }

  private var withheld: HTML {
    EmptyState("Not shown to you") {
      Tag.p { "What an app keeps, and files that hold secrets by their name, are for those who may deploy it." }
    }.html
  }
}
