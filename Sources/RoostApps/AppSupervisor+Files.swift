package import RoostModel
import RoostStore
package import RoostSystem
import SystemPackage

extension AppSupervisor {
  /// A directory of one of the app's trees, from one of its entries on.
  package func files(_ tree: AppTree, _ path: AppFilePath, from start: Int) async throws(Problem) -> AppFileListing {
    let (place, release) = try self.place(of: tree)
    let listing = try await BlockingWork.run { () throws(Problem) -> BrowsedTree.Listing in
      // One that has not come to be is empty.
      guard let opened = try BrowsedTree(place) else { return BrowsedTree.Listing() }
      return try opened.list(path, from: start, count: AppFileListing.longest)
    }
    let end = start + AppFileListing.longest
    return AppFileListing(
      tree: tree, path: path.text, release: release, entries: listing.entries, total: listing.total,
      next: end < listing.total ? end : nil)
  }

  package func file(_ tree: AppTree, _ path: AppFilePath) async throws(Problem) -> BrowsedFile {
    let (place, _) = try self.place(of: tree)
    let name = app.name
    return try await BlockingWork.run { () throws(Problem) in
      guard let opened = try BrowsedTree(place) else {
        throw Problem(
          .fileNotFound, "\(name) has no files there", hint: "see what there is: roost files \(name) --tree code")
      }
      return try opened.file(path)
    }
  }

  private func place(of tree: AppTree) throws(Problem) -> (FilePath, release: Int?) {
    let paths = services.paths(of: app)
    guard tree != .data else {
      guard !isElsewhere else {
        throw Problem(
          .unsupported, "what \(app.name) keeps is on another host", hint: "look at it there: roost app info \(app.name)")
      }
      return (paths.data, nil)
    }
    guard let release = app.liveRelease else {
      throw Problem(
        .releaseNotFound, "\(app.name) has no release that serves", hint: "deploy it: roost deploy DIRECTORY --name \(app.name)")
    }
    let trees = paths.release(release)
    return (tree == .code ? trees.project : trees.build.appending("app"), release)
  }
}
