import RoostModel

/// Bundles as a person reads them.
struct BundleText {
  func report(_ report: BundleReport, verb: String, now: Double, _ style: TextStyle) -> String {
    let manifest = report.manifest
    let rows = manifest.layers.map { layer in
      [
        TextTable.Cell(layer.runtime.text), TextTable.Cell(layer.version), TextTable.Cell("\(layer.packed)"),
        TextTable.Cell("\(layer.unpacked)"), TextTable.Cell(String(layer.sha256.prefix(12))),
      ]
    }
    var fields = FieldList()
    fields.add("Bundle", "\(report.path), \(report.size)")
    fields.add("Holds", manifest.request.joined(separator: " "))
    fields.add("For", manifest.architecture)
    fields.add("Made", "\(TimeText.ago(manifest.createdAt, now: now)) by \(manifest.creator)")
    let trust = report.trusted ? style.green("known here") : style.yellow("not known here")
    fields.add("Signed by", "\(report.signer) (\(trust))")
    let table = TextTable(heading: ["RUNTIME", "VERSION", "PACKED", "UNPACKED", "SHA-256"], rows: rows).text(style)
    return "\(style.green(verb))\n" + CleanText.clean(fields.text(style) + "\n" + table, colours: style.enabled)
  }

  func difference(_ difference: BundleDifference, _ style: TextStyle) -> String {
    let lines =
      difference.added.map { style.green("+ \(CleanText.line($0))") }
      + difference.removed.map { style.red("- \(CleanText.line($0))") }
      + difference.changed.map { style.yellow("~ \(CleanText.line($0))") }
    let same = "\(difference.same.count) the same\n"
    return lines.map { $0 + "\n" }.joined() + (lines.isEmpty ? "No difference: " : "") + same
  }
}
