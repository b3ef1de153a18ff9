import RoostModel

@testable import RoostDocker

/// A shell line in a container without an agent, as `docker run --rm` would do it.
struct ContainerRun {
  let engine: Engine

  init(_ engine: Engine) { self.engine = engine }

  func output(of line: String, in image: String) async throws -> String {
    let request = ContainerRequest(
      image: image, hostname: "test", entrypoint: ["/bin/sh", "-c", line], labels: [:],
      host: ContainerHostSettings(networkMode: "none"))
    let id = try await engine.create("roost-test-\(UInt64.random(in: .min ... .max))", request)
    try await engine.start(id)
    try await engine.wait(id, within: .seconds(30))
    let text = await engine.lastWords(of: id)
    try await engine.remove(id)
    return text
  }
}
