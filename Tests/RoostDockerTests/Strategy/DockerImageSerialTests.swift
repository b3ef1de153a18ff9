import RoostEnvironments
import RoostModel
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostDocker

/// Environments from images that the engine has, and from Dockerfiles.
@Suite(.serialized) struct DockerImageSerialTests {
  @Test func anImageTheEngineHasBringsItsOwnVariables() async throws {
    try await DockerFixture.with { fixture in
      let stack = try await fixture.strategy.prepare(fixture.spec())
      try fixture.layers.write(
        "FROM \(try await anyStack(fixture))\nENV FLAVOUR=vanilla PATH=/opt/bin:/bin\n", to: "image/Dockerfile")
      try await fixture.strategy.discard(stack.spec.id)
      let environment = try await fixture.booted(spec(of: fixture, "image"))
      #expect(try await environment.run("echo $FLAVOUR $PATH $HOME").output == "vanilla /opt/bin:/bin /app\n")
      try await environment.destroy(grace: .zero)
      #expect(try await fixture.engine.engine.image("roost/build:\(environment.spec.id.text)") == nil)
    }
  }

  @Test func aBuildThatFailsShowsItsLines() async throws {
    try await DockerFixture.with { fixture in
      _ = try await fixture.strategy.prepare(fixture.spec())
      try fixture.layers.write("FROM \(try await anyStack(fixture))\nRUN echo so far; false\n", to: "image/Dockerfile")
      let spec = spec(of: fixture, "image")
      let problem = await #expect(throws: Problem.self) { try await fixture.strategy.prepare(spec) }
      #expect(problem?.code == .buildFailed)
      #expect(problem?.cause?.contains("so far") == true, "\(String(describing: problem))")
    }
  }

  @Test func anImageThatNobodyHasIsNamed() async throws {
    try await DockerFixture.with { fixture in
      var spec = fixture.spec()
      spec.layers = []
      spec.image = .reference("registry.invalid/nobody/nothing:1")
      let problem = await #expect(throws: Problem.self) { try await fixture.strategy.prepare(spec) }
      #expect(problem?.message.contains("registry.invalid/nobody/nothing:1") == true)
      #expect(problem?.code == .downloadFailed || problem?.code == .imageMissing)
      let left = try await fixture.strategy.known()
      #expect(left.isEmpty)
    }
  }

  private func spec(of fixture: DockerFixture, _ context: String) -> EnvironmentSpec {
    var spec = fixture.spec()
    spec.layers = []
    spec.image = .dockerfile(context: fixture.layers.home.appending(context).string, file: "Dockerfile")
    return spec
  }

  private func anyStack(_ fixture: DockerFixture) async throws -> String {
    try #require(try await fixture.engine.engine.images(named: ImageManifest.repository).first).id
  }
}
