import RoostModel

/// Files of an app as a person reads them. `now` is in seconds since 1970.
struct AppFilesText {
  let now: Double

  func list(_ listing: AppFileListing, _ style: TextStyle) -> String {
    guard !listing.entries.isEmpty else { return "Nothing is there.\n" }
    let rows = listing.entries.map { entry in
      [
        TextTable.Cell(CleanText.line(entry.name) + (entry.kind == .directory ? "/" : "")),
        TextTable.Cell(AppFilesText.kind(entry)), TextTable.Cell(TimeText.ago(entry.modified, now: now)),
      ]
    }
    return TextTable(heading: ["NAME", "SIZE", "CHANGED"], rows: rows, spared: ["CHANGED"]).text(style)
  }

  private static func kind(_ entry: FileEntry) -> String {
    switch entry.kind {
    case .file: ByteCount(entry.size).description
    case .directory: "-"
    case .link: "link"
    case .other: "special"
    }
  }
}
