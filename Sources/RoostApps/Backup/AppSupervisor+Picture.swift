import Glibc
import RoostModel
import RoostSources
import RoostStore
import RoostSystem
import SystemPackage

/// What becomes of an app's data while a picture is taken.
enum DataTaking: Sendable {
  case none, copy
  /// Space for it is asked for now.
  case later
}

extension AppSupervisor {
  /// Copies the app's code and data below `room`. The data is of one moment: the app stands still while it is copied.
  func picture(takesData: Bool, in room: FilePath, progress: @escaping ProgressSink) async throws(Problem) -> AppPicture {
    try await exclusively("it is being copied") { () async throws(Problem) in
      // Half of a restoration is no backup.
      try await settleRestoration()
      return try await takePicture(takesData ? .copy : .none, in: room, progress)
    }
  }

  /// Only within an exclusive change.
  func takePicture(_ takes: DataTaking, in room: FilePath, _ progress: @escaping ProgressSink) async throws(Problem) -> AppPicture
  {
    guard let number = app.liveRelease, let release = try await services.store.release(number, of: app.id),
      let plan = release.plan
    else {
      throw Problem(.appNotRunning, "\(app.name) has no release yet", hint: "deploy it: roost deploy DIR --name \(app.name)")
    }
    if takes != .none, let host = plan.target?.host {
      throw Problem(
        .unsupported, "the data of \(app.name) is on \(host), not on this machine",
        hint: "leave it out: roost export \(app.name) --no-data -o FILE")
    }
    let paths = services.paths(of: app)
    try await room.require(paths, release: number, takesData: takes != .none)
    progress(.stage("copy", detail: "release \(number)"))
    let code = room.appending("code")
    try await UpperCopy.copy(paths.release(number).project, to: code)
    try await paths.release(number).putSettings(of: plan, into: code)
    let history = try await services.store.deployments(of: app.id)
    var picture = AppPicture(
      app: app, release: release, request: history.first { $0.release == number && $0.request != nil }?.request,
      history: history.filter(\.state.isOver).map(\.summary), secrets: try await secrets(), code: code, data: nil, pause: 0,
      warnings: [])
    guard takes == .copy, AppDirectories.exists(paths.data) else { return picture }
    progress(.stage("copy", detail: "its data; the app stands still"))
    let data = room.appending("data")
    picture.pause = try await standingStill { () async throws(Problem) in try await UpperCopy.copy(paths.data, to: data) }.pause
    picture.data = data
    let dropped = try await BlockingWork.run { () throws(Problem) in try SpecialFiles.remove(below: data) }
    if dropped > 0 { picture.warnings.append(SpecialFiles.leftOut(dropped)) }
    return picture
  }

  func secrets() async throws(Problem) -> AppSecrets {
    AppSecrets(
      variables: try await services.vault.variables(of: app.id).variables,
      webhookSecret: app.webhook == nil ? nil : try await services.webhookSecret(of: app).read(),
      sourceCredential: try await services.sourceCredential(of: app, for: app.source).read())
  }
}

extension FilePath {
  /// Room for the copies and what is packed of them.
  fileprivate func require(_ paths: AppPaths, release: Int, takesData: Bool) async throws(Problem) {
    let room = self
    try await BlockingWork.run { () throws(Problem) in
      var needed = try TreeSize.measure(paths.release(release).project).bytes
      if takesData, AppDirectories.exists(paths.data) { needed = needed + (try TreeSize.measure(paths.data).bytes) }
      try DiskSpace.at(room).require(ByteCount(needed.bytes * 2), for: "a copy of the app", at: room)
    }
  }
}

extension ReleasePaths {
  /// The settings of a project whose files are served as they are lie beside it.
  var settings: FilePath { root.appending("roost.yml") }

  /// Moves the settings of a site out of what is served.
  func keepSettings(of project: FilePath) async throws(Problem) {
    let (from, to) = (project.appending(SourceRules.settingsFile), settings)
    try await BlockingWork.run { () throws(Problem) in
      guard rename(from.string, to.string) == 0 || errno == ENOENT else { throw Problem.lastSystemCall("move \(from)") }
    }
  }

  fileprivate func putSettings(of plan: Plan, into code: FilePath) async throws(Problem) {
    guard let bytes = try await AppDirectories.read(settings, limit: 1 << 20) else { return }
    let place = code.pushing(FilePath(plan.root ?? ".")).lexicallyNormalized().appending(SourceRules.settingsFile)
    guard place.starts(with: code) else { return }
    try await AppDirectories.write(bytes, to: place)
  }
}

/// What cannot be carried anywhere.
enum SpecialFiles {
  /// For people.
  static func leftOut(_ count: Int) -> String {
    count == 1
      ? "1 socket, pipe or device in its data is left out" : "\(count) sockets, pipes or devices in its data are left out"
  }

  /// Blocking.
  static func exist(below root: FilePath) throws(Problem) -> Bool {
    var found = false
    try TreeWalk.walk(root) { (node) throws(Problem) in if node.kind == .other { found = true } }
    return found
  }

  /// Removes sockets, pipes and devices below a directory; answers with how many. Blocking.
  static func remove(below root: FilePath) throws(Problem) -> Int {
    var count = 0
    try TreeWalk.walk(root) { (node) throws(Problem) in
      guard node.kind == .other else { return }
      guard node.withName({ unlinkat(node.parent, $0, 0) }) == 0 else { throw Problem.lastSystemCall("remove \(node.path)") }
      count += 1
    }
    return count
  }

  /// Gives everything below a directory, and that, to a user. Blocking.
  static func give(_ root: FilePath, to user: UInt32) throws(Problem) {
    guard geteuid() == 0 else { return }
    guard lchown(root.string, user, user) == 0 else { throw Problem.lastSystemCall("give \(root) to the app") }
    try TreeWalk.walk(root) { (node) throws(Problem) in
      let given = node.withName { fchownat(node.parent, $0, user, user, AT_SYMLINK_NOFOLLOW) }
      guard given == 0 else { throw Problem.lastSystemCall("give \(node.path) to the app") }
    }
  }
}
