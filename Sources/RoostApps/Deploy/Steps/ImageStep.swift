import RoostEnvironments
import RoostModel
import RoostStore

extension DeployStep {
  /// Has the container engine build the image of an app that brings a Dockerfile.
  static let image = DeployStep(name: "image") { (context) async throws(Problem) in
    guard var plan = context.plan, var image = plan.image else { return }
    let builder = try context.services.imageBuilder()
    let name = AppPaths.image(of: context.app.id, release: context.release.number)
    context.progress(.stage("image", detail: "building \(image.dockerfile)"))
    image.name = name
    plan.image = image
    context.keep(plan)
    // Known before it is there, so that a daemon that dies meanwhile leaves no image without a release.
    try await context.services.store.update(context.release)
    let built = try await context.build(builder, image.dockerfile, name)
    image.workingDirectory = built.workingDirectory
    if case .command(_, let evidence) = plan.start, evidence.file == image.dockerfile {
      guard !built.command.isEmpty else { throw Problem.imageStartsNothing(image.dockerfile) }
      image.command = built.command
      plan.start = .command(built.command.joined(separator: " "), decidedBy: evidence)
    }
    if plan.decisions?["port"]?.says == "the default", let port = built.ports.first { plan.port = port }
    plan.image = image
    context.keep(plan)
  } undo: { (context) async throws(Problem) in
    guard let name = context.plan?.image?.name else { return }
    try await context.services.imageBuilder().remove(name)
  }
}

extension DeployContext {
  fileprivate mutating func keep(_ plan: Plan) {
    self.plan = plan
    release.plan = plan
  }

  /// Within the time a build may take.
  fileprivate func build(_ builder: any ImageBuilder, _ file: String, _ name: String) async throws(Problem) -> BuiltImage {
    let (project, progress, limit) = (projectDirectory, progress, services.configuration.buildTimeout)
    do {
      return try await withThrowingTaskGroup(of: BuiltImage.self) { group in
        group.addTask { try await builder.build(project, file: file, name: name, progress: progress) }
        group.addTask {
          try await ContinuousClock().sleep(for: limit)
          throw Problem(
            .timeout, "the image was not built within \(limit.seconds) s",
            hint: "give it longer: build.timeout in /etc/roost/roost.yml")
        }
        defer { group.cancelAll() }
        guard let built = try await group.next() else { throw CancellationError() }
        return built
      }
    } catch { throw Problem.unexpected(error, during: "building \(file)") }
  }
}

extension AppServices {
  func imageBuilder() throws(Problem) -> any ImageBuilder {
    guard let images else {
      throw Problem(
        .unsupported, "this daemon builds no images", hint: "deploy the app without its Dockerfile: roost deploy DIR --type TYPE")
    }
    return images
  }

  /// Takes away images of releases that are no more. Returns what is left because the engine is away.
  func removeImages(of releases: [ReleaseRecord]) async -> [Problem] {
    var left: [Problem] = []
    for name in releases.compactMap({ $0.plan?.image?.name }) {
      do throws(Problem) {
        try await imageBuilder().remove(name)
      } catch {
        left.append(error)
      }
    }
    return left
  }
}

extension AppPaths {
  /// What the engine calls the image of a release.
  static func image(of app: AppID, release: Int) -> String { "roost/app-\(app):\(release)" }
}

extension Problem {
  fileprivate static func imageStartsNothing(_ file: String) -> Problem {
    Problem(
      .projectManifestInvalid, "the image of \(file) has neither CMD nor ENTRYPOINT",
      hint: "say what it starts: echo 'CMD [\"./server\"]' >> \(file); or for this deployment: --start COMMAND")
  }
}
