import RoostEnvironments
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostDocker

/// Images nobody needs, in a real engine.
@Suite(.serialized) struct StackImageSweepSerialTests {
  private let scaffold = StackScaffold(user: 200_777, mountPoints: [], files: [:])

  private func sweep(_ layers: TestLayers, _ engine: TestEngine) -> StackImageSweep {
    var configuration = DockerConfiguration(
      home: layers.home, agent: TestExecutables.agent, engineHost: "unix://\(engine.socket)")
    configuration.images = layers.home.appending("images")
    return StackImageSweep(configuration)
  }

  /// As if nobody used any layer.
  private func all(_ sweep: StackImageSweep) async throws -> [String] {
    try await sweep.run(dryRun: false) { (_) throws(Problem) in false }.images
  }

  @Test func whatNobodyUsesGoesAndNothingElse() async throws {
    let engine = try await TestEngine.shared()
    try await TestLayers.with { layers in
      let base = try await layers.base()
      for name in ["used", "unused", "gone"] { try layers.write(name + layers.home.string, to: "\(name)/srv/text") }
      let path = { (name: String) in layers.home.appending(name).string }
      let images = StackImages(engine: engine.engine, directory: layers.home.appending("images"))
      let kept = try await images.image(of: [base.string, path("used")], scaffold)
      let unused = try await images.image(of: [base.string, path("unused")], scaffold)
      let gone = try await images.image(of: [base.string, path("gone")], scaffold)
      try await DirectoryRemoval.remove(layers.home.appending("gone"))
      // Of somebody else: made by another home, and by nobody of us.
      let others = StackImages(engine: engine.engine, directory: layers.home.appending("others"))
      try layers.write("theirs" + layers.home.string, to: "theirs/srv/text")
      let theirs = try await others.image(of: [base.string, path("theirs")], scaffold)

      let sweep = sweep(layers, engine)
      let isUsed: @Sendable (String) async throws(Problem) -> Bool = { (layer) throws(Problem) in !layer.hasSuffix("/unused") }
      let plan = try await sweep.run(dryRun: true, isUsed: isUsed)
      #expect(Set(plan.images) == [unused, gone])
      #expect(try await engine.engine.image(unused) != nil)
      let done = try await sweep.run(dryRun: false, isUsed: isUsed)
      #expect(Set(done.images) == [unused, gone] && done.freed > ByteCount(0))
      for name in [unused, gone] { #expect(try await engine.engine.image(name) == nil) }
      for name in [kept, theirs] { #expect(try await engine.engine.image(name) != nil) }
      let again = try await sweep.run(dryRun: false, isUsed: isUsed)
      #expect(again.images.isEmpty)
      // What is needed again is made again.
      #expect(try await images.image(of: [base.string, path("unused")], scaffold) == unused)
      #expect(try await ContainerRun(engine.engine).output(of: "cat /srv/text", in: unused).hasPrefix("unused"))
    }
  }

  @Test func anImageThatAContainerStandsOnStays() async throws {
    try await DockerFixture.with { fixture in
      var configuration = DockerConfiguration(
        home: fixture.home, agent: TestExecutables.agent, engineHost: "unix://\(fixture.engine.socket)")
      configuration.images = fixture.home.appending("docker")
      let sweep = StackImageSweep(configuration)
      let environment = try await fixture.booted(fixture.spec())
      #expect(try await all(sweep).isEmpty)
      try await environment.pause()
      #expect(try await all(sweep).isEmpty)
      try await environment.resume()
      #expect(try await environment.run("echo there").output == "there\n")
      try await environment.destroy(grace: .zero)
      #expect(try await all(sweep).count == 1)
    }
  }

  @Test func anImageThatGoesBeforeTheBootIsMadeAgain() async throws {
    try await DockerFixture.with { fixture in
      let environment = try await fixture.strategy.prepare(fixture.spec())
      let directory = fixture.home.appending("environments/docker").appending(environment.spec.id.text)
      let record = try #require(try JSONFile.read(ContainerRecord.self, from: directory.appending(ContainerRecord.fileName)))
      try await fixture.engine.engine.removeImage(record.image)
      #expect(try await fixture.engine.engine.image(record.image) == nil)
      try await environment.boot()
      #expect(try await environment.run("echo there").output == "there\n")
      try await environment.destroy(grace: .zero)
    }
  }

  @Test func oneThatFailsKeepsNoOther() async throws {
    let engine = try await TestEngine.shared()
    try await TestLayers.with { layers in
      let base = try await layers.base()
      let images = StackImages(engine: engine.engine, directory: layers.home.appending("images"))
      var made: [String: String] = [:]
      for name in ["failing", "removed", "unused"] {
        try layers.write(name + layers.home.string, to: "\(name)/srv/text")
        made[name] = try await images.image(of: [base.string, layers.home.appending(name).string], scaffold)
      }
      let failing = try #require(made["failing"])
      // By somebody else.
      try await engine.engine.removeImage(try #require(made["removed"]))
      let done = try await sweep(layers, engine).run(dryRun: false) { (layer) throws(Problem) in
        if layer.hasSuffix("/failing") { throw Problem(.internal, "nobody knows", hint: "none") }
        return layer == base.string
      }
      #expect(try done.images == [#require(made["unused"])])
      #expect(done.warnings == ["the image \(failing) stays: nobody knows"])
      #expect(LayerLedger.read(layers.home.appending("images").appending(LayerLedger.fileName)).imageNames == [failing])
      try await engine.engine.removeImage(failing)
    }
  }

  @Test func withoutAnyImageNoEngineIsAsked() async throws {
    try await TestLayers.with { layers in
      let configuration = DockerConfiguration(
        home: layers.home, agent: TestExecutables.agent, engineHost: "unix:///nonexistent/engine.sock")
      let gone = try await all(StackImageSweep(configuration))
      #expect(gone.isEmpty)
    }
  }
}
