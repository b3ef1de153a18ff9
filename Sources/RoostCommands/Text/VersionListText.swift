import RoostModel

/// Versions that can be installed, as a person reads them.
struct VersionListText {
  let list: VersionList

  func text(_ style: TextStyle) -> String {
    let rows = list.versions.map { version in
      [
        TextTable.Cell(version.version) { version.isInstalled ? style.bold($0) : $0 },
        TextTable.Cell(version.isInstalled ? "yes" : "") { style.green($0) },
        TextTable.Cell(SupportText.text(version.support)) { version.support?.phase == .eol ? style.red($0) : $0 },
        TextTable.Cell(CleanText.line(version.source ?? "not offered any more")),
      ]
    }
    let table = TextTable(heading: ["VERSION", "INSTALLED", "SUPPORT", "FROM"], rows: rows).text(style)
    return table + list.silent.map { style.yellow("not asked: \(CleanText.line($0))") + "\n" }.joined()
  }
}
