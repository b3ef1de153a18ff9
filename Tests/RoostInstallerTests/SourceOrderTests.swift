import RoostCatalog
import RoostModel
import SystemPackage
import Testing

@testable import RoostInstaller

@Suite struct SourceOrderTests {
  private static func wheel(_ package: String) -> SourceOption {
    SourceOption(source: .wheel(WheelSource(package: package, subtree: "tiny", destination: "usr/local")))
  }

  private func installer(_ sources: [SourceOption], home: FilePath, server: FaultyServer) async throws -> Installer {
    var entry = try #require(try TinyIndex.catalogue().entry(named: "tiny"))
    entry.sources = sources
    return try await TestInstaller.tiny(home: home, server: server, catalogue: Catalogue([entry]))
  }

  @Test func theFirstSourceThatHasAVersionWins() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let both = [SourceOrderTests.wheel("tiny-tool"), SourceOrderTests.wheel("absent")]
      let events = Events()
      let installer = try await installer(both, home: home, server: server)
      #expect(try await installer.install(["tiny"], progress: events.sink).map(\.version) == ["1.2.0"])
      #expect(events.warnings.isEmpty)
      #expect(!server.requests.contains { $0.path.contains("absent") })
    }
  }

  @Test func aSilentSourceIsToldAndTheNextIsTaken() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let both = [SourceOrderTests.wheel("absent"), SourceOrderTests.wheel("tiny-tool")]
      let events = Events()
      let installer = try await installer(both, home: home, server: server)
      #expect(try await installer.install(["tiny"], progress: events.sink).map(\.version) == ["1.2.0"])
      #expect(events.warnings.filter { $0.contains("wheel absent could not be asked") }.count == 1)
    }
  }

  @Test func whenAllAreSilentEachIsNamed() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      server.stop()
      let both = [SourceOrderTests.wheel("absent"), SourceOrderTests.wheel("tiny-tool")]
      let installer = try await installer(both, home: home, server: server)
      let found = await problem { try await installer.install(["tiny"], progress: { _ in }) }
      #expect(found?.code == .downloadFailed)
      #expect(found?.message.contains("none of the 2 sources") == true)
      #expect(found?.cause?.contains("wheel absent") == true && found?.cause?.contains("wheel tiny-tool") == true)
    }
  }

  @Test func whatNoSourceHasIsSaidWithWhatThereIs() throws {
    let entry = try #require(try TinyIndex.catalogue().entry(named: "tiny"))
    var search = OfferSearch(entry: entry)
    search.found(["1.2.0", "1.3.0"])
    search.found(["1.2.0", "2.0.0"])
    search.failed(
      .wheel(WheelSource(package: "x", subtree: "x", destination: "x")), with: Problem(.downloadFailed, "no", hint: "h"))
    let specifier = RuntimeSpecifier(runtime: entry.id, selector: try entry.selector("7"))
    let problem = search.problem(for: specifier)
    #expect(problem.code == .runtimeVersionUnavailable)
    #expect(problem.hint.contains("(2.0.0, 1.3.0)"))
    #expect(problem.cause == "wheel x could not be asked: no")
  }

  @Test func aRuntimeOfTheHostIsNoLayer() async throws {
    try await withScratch { home in
      let server = try TinyIndex(wheel: TinyIndex.wheel()).serve()
      defer { server.stop() }
      let installer = try await installer([], home: home, server: server)
      let found = await problem { try await installer.install(["tiny"], progress: { _ in }) }
      #expect(found?.code == .unsupported && found?.hint == "roost install tiny --scope host")
    }
  }

  @Test(arguments: [
    (ProblemCode.downloadFailed, true), (.toolMissing, true), (.toolFailed, true), (.runtimeVersionUnavailable, true),
    (.diskFull, false), (.cancelled, false), (.runtimeMissing, false), (.catalogueInvalid, false),
  ])
  func onlySilenceLeadsToTheNextSource(code: ProblemCode, passes: Bool) {
    #expect(OfferSearch.passes(Problem(code, "m", hint: "h")) == passes)
  }
}
