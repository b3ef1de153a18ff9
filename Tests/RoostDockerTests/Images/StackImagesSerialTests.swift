import RoostModel
import RoostSystem
import SystemPackage
import Testing

@testable import RoostDocker

/// Images from layers, in a real engine.
@Suite(.serialized) struct StackImagesSerialTests {
  private let scaffold = StackScaffold(user: 200_777, mountPoints: ["/data/in"], files: ["/etc/given": "given\n"])

  @Test func anImageHoldsWhatTheLayersShow() async throws {
    let engine = try await TestEngine.shared().engine
    try await TestLayers.with { layers in
      let base = try await layers.base()
      try layers.write("old\n", to: "base/srv/gone")
      try layers.write("old\n", to: "base/srv/kept")
      try layers.write("old\n", to: "base/opt/hidden/file")
      try layers.whiteout("second/srv/gone")
      try await layers.opaque("second/opt/hidden")
      try layers.write("new\n", to: "second/opt/hidden/other")
      let images = StackImages(engine: engine, directory: layers.home.appending("images"))
      let name = try await images.image(of: [base.string, layers.home.appending("second").string], scaffold)
      let shown = try await ContainerRun(engine).output(
        of: "ls /srv /opt/hidden; cat /etc/given; stat -c %u:%a /app /tmp; ls -d /data/in; readlink /bin/sh", in: name)
      #expect(shown == "/opt/hidden:\nother\n\n/srv:\nkept\ngiven\n200777:755\n0:1777\n/data/in\nbusybox\n")
    }
  }

  @Test func whatTheEngineHasIsNotSentAgain() async throws {
    let engine = try await TestEngine.shared().engine
    try await TestLayers.with { layers in
      let base = try await layers.base()
      try layers.write("\(UInt64.random(in: .min ... .max))", to: "second/srv/one")
      let images = StackImages(engine: engine, directory: layers.home.appending("images"))
      let name = try await images.image(of: [base.string], scaffold)
      let id = try await engine.image(name)?.id
      #expect(try await images.image(of: [base.string], scaffold) == name)
      #expect(try await engine.image(name)?.id == id)

      // What is not sent need not be read: the program is gone from the layer, whose digest is known.
      try await DirectoryRemoval.remove(base.appending("bin/busybox"))
      let other = try await images.image(of: [base.string, layers.home.appending("second").string], scaffold)
      #expect(other != name)
      #expect(
        try await ContainerRun(engine).output(of: "cat /srv/one | head -c 1 >/dev/null; echo there", in: other) == "there\n")
    }
  }

  @Test func aLayerThatWasMadeAnewIsAnotherOne() async throws {
    let engine = try await TestEngine.shared().engine
    try await TestLayers.with { layers in
      let base = try await layers.base()
      try layers.write("1", to: "second/srv/text")
      let second = layers.home.appending("second")
      let images = StackImages(engine: engine, directory: layers.home.appending("images"))
      let first = try await images.image(of: [base.string, second.string], scaffold)
      try await DirectoryRemoval.remove(second)
      try layers.write("2", to: "second/srv/text")
      let name = try await images.image(of: [base.string, second.string], scaffold)
      #expect(name != first)
      #expect(try await ContainerRun(engine).output(of: "cat /srv/text", in: name) == "2")
    }
  }

  @Test func aLayerThatIsNotThereIsNamed() async throws {
    let engine = try await TestEngine.shared().engine
    try await TestLayers.with { layers in
      let images = StackImages(engine: engine, directory: layers.home.appending("images"))
      let problem = await #expect(throws: Problem.self) { try await images.image(of: ["/nonexistent/layer"], scaffold) }
      #expect(problem?.message.contains("/nonexistent/layer") == true)
    }
  }
}
