import RoostModel
import SystemPackage

/// Where the files of a static site are. A build's layer holds what the build changed and no more, so the whole of a built
/// site is copied to a place of its own, by the build environment and with no more rights than the build had.
enum BuiltSite {
  private static let place = ".roost-site"

  /// Run after the build, where the build ran. Copies nothing when there is no such directory: the gate says so.
  static func command(copying directory: String) -> String {
    let quoted = "'" + directory.replacing("'", with: #"'\''"#) + "'"
    return "cd -- \(quoted) 2>/dev/null || exit 0; mkdir /app/\(place) && "
      + "find . -mindepth 1 -maxdepth 1 ! -path ./\(place) -exec cp -a -t /app/\(place) {} +"
  }

  /// What the gateway serves of a release.
  static func root(_ directory: String, of plan: Plan, in release: ReleasePaths) -> FilePath {
    if !plan.build.isEmpty { return release.build.appending("app").appending(place) }
    return release.project.pushing(FilePath(plan.root ?? ".")).pushing(FilePath(directory)).lexicallyNormalized()
  }
}
