import RoostModel

/// Where code comes from, as a person reads it.
struct AppSourceText {
  let source: AppSource

  func text(_ style: TextStyle) -> String {
    guard let from = source.source else { return "It is not known where its code comes from.\n" }
    var fields = FieldList()
    switch from {
    case .directory(let path): fields.add("Directory", path)
    case .archive(let archive): fields.add("Archive", archive.path)
    case .url(let web):
      fields.add("URL", web.url)
      fields.add("SHA-256", web.sha256)
    case .git(let git):
      fields.add("Repository", git.url)
      fields.add("Ref", git.reference ?? "the default branch")
      fields.add("Directory", git.subdirectory)
      fields.add("Submodules", git.submodules == true ? "yes" : nil)
    }
    fields.add("Credential", source.hasCredential ? "kept" : nil)
    return CleanText.clean(fields.text(style), colours: style.enabled)
  }
}
