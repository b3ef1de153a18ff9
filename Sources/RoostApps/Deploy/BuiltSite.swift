import RoostGateway
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

  private static let statics = ".roost-static"

  /// The same for the files that the gateway answers in an app's place.
  static func command(copying mounts: [StaticMount]) -> String {
    let copies = mounts.indices.map { index in
      let quoted = "'" + mounts[index].directory.replacing("'", with: #"'\''"#) + "'"
      return "if [ -d \(quoted) ]; then cp -a -- \(quoted)/. /app/\(statics)/\(index)/; fi"
    }
    let places = mounts.indices.map { "/app/\(statics)/\($0)" }.joined(separator: " ")
    return "rm -rf /app/\(statics) && mkdir -p \(places) && " + copies.joined(separator: " && ")
  }

  /// What the gateway answers in the place of a release's app.
  static func statics(of plan: Plan, in release: ReleasePaths) -> [StaticFiles] {
    (plan.statics ?? []).enumerated().compactMap { index, mount in
      guard !plan.build.isEmpty else {
        let own = root(mount.directory, of: plan, in: release)
        return own.starts(with: release.project) ? files(at: own, mount) : nil
      }
      let place = release.build.appending("app").appending(statics)
      return AppDirectories.isDirectoryAndNoLink(place) ? files(at: place.appending(String(index)), mount) : nil
    }
  }

  /// A link, which a build may leave in its place, could lead anywhere on this machine.
  private static func files(at root: FilePath, _ mount: StaticMount) -> StaticFiles? {
    AppDirectories.isDirectoryAndNoLink(root) ? StaticFiles(path: mount.path, root: root) : nil
  }

  /// What the gateway serves of a release.
  static func root(_ directory: String, of plan: Plan, in release: ReleasePaths) -> FilePath {
    if !plan.build.isEmpty { return release.build.appending("app").appending(place) }
    return release.project.pushing(FilePath(plan.root ?? ".")).pushing(FilePath(directory)).lexicallyNormalized()
  }
}
