/// Reads `detect`: the files of projects in which a version may be stated, most decisive first.
enum VersionFilesReader {
  static func read(_ entry: ObjectReader) throws(DocumentFault) -> [VersionFile] {
    var files: [VersionFile] = []
    for rule in try entry.objects("detect", knownKeys: ["file", "form", "key", "prefix", "as"]) {
      guard let form = try rule.choice("form", VersionFile.Form.self) else { throw rule.fault("form", "is missing") }
      let key = try rule.text("key")
      guard key != nil || !form.needsKey else { throw rule.fault("key", "is missing: form '\(form.rawValue)' needs one") }
      files.append(
        VersionFile(
          file: try rule.requiredInnerPath("file"), form: form, key: key, prefix: try rule.text("prefix"),
          meaning: try rule.choice("as", VersionFile.Meaning.self)))
    }
    return files
  }
}
