import RoostModel

/// The files `_redirects` and `_headers` of a static site, looked at before it is deployed.
struct SiteRuleFiles {
  /// Of the site in the project.
  let directory: String

  /// What in them will be left out.
  func warnings(in tree: ProjectTree) throws(Problem) -> [String] {
    SiteRules(
      redirects: try contents(SiteRules.redirectsFile, tree), headers: try contents(SiteRules.headersFile, tree)
    ).warnings
  }

  private func contents(_ name: String, _ tree: ProjectTree) throws(Problem) -> [UInt8]? {
    try tree.text(directory == "." ? name : "\(directory)/\(name)").map { Array($0.utf8) }
  }
}
