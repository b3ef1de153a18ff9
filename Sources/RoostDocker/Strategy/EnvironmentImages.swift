import Logging
import RoostAgentClient
import RoostModel
import RoostSystem
import SystemPackage

/// Finds, loads, pulls or builds the image that an environment is made of.
struct EnvironmentImages: Sendable {
  let host: DockerHost
  let engine: Engine
  let facts: DockerFacts

  func record(for spec: EnvironmentSpec) async throws(Problem) -> ContainerRecord {
    switch spec.image {
    case nil: ContainerRecord(image: try await stack(of: spec))
    case .reference(let text): try await pulled(try ImageReference(text))
    case .dockerfile(let context, let file): try await built(FilePath(context), file, for: spec.id)
    }
  }

  private func stack(of spec: EnvironmentSpec) async throws(Problem) -> String {
    let identity = facts.identity(of: spec)
    let scaffold = await BlockingWork.run {
      let files = HostFiles.identity(layers: spec.trees, user: identity.agent, home: spec.workingDirectory)
      return ContainerPlan.scaffold(for: spec, identity, files, certificates: HostFiles.certificates() != nil)
    }
    return try await host.images(of: engine).image(of: spec.trees, scaffold)
  }

  private func pulled(_ reference: ImageReference) async throws(Problem) -> ContainerRecord {
    if let image = try await engine.image(reference.description) { return record(image) }
    let logger = host.logger
    try await engine.pull(reference) { progress in
      logger.debug("pulling an image", metadata: ["image": "\(reference)", "status": "\(progress.status ?? "")"])
    }
    guard let image = try await engine.image(reference.description) else { throw missing(reference.description) }
    return record(image)
  }

  private func built(_ context: FilePath, _ file: String, for id: EnvironmentID) async throws(Problem) -> ContainerRecord {
    let name = "roost/build:\(id.text)"
    var record = record(try await ImageBuild(engine: engine, context: context, file: file, name: name).run { _ in })
    record.ownImage = name
    return record
  }

  private func record(_ image: ImageDetails) -> ContainerRecord {
    var record = ContainerRecord(image: image.id)
    record.imageVariables = image.variables
    return record
  }

  private func missing(_ name: String) -> Problem {
    Problem(.imageMissing, "the engine does not have the image \(name) after all", hint: "look at what it has: docker images")
  }
}
