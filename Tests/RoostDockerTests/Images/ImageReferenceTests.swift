import RoostModel
import Testing

@testable import RoostDocker

@Suite struct ImageReferenceTests {
  @Test(arguments: [
    ("node", "node:latest"), ("node:18", "node:18"), ("localhost:5000/a/b", "localhost:5000/a/b:latest"),
    ("localhost:5000/a/b:1.2", "localhost:5000/a/b:1.2"), ("a/b@sha256:0af", "a/b@sha256:0af"),
  ])
  func namesAreReadAsDockerReadsThem(_ text: String, _ meaning: String) throws {
    #expect(try ImageReference(text).description == meaning)
  }

  @Test(arguments: [
    "", ":", "a b", "-v", "/etc", "../x", "a//b", "a?fromSrc=x", "a:b c", "node:", String(repeating: "a", count: 300),
  ])
  func whatIsNoNameIsRefused(_ text: String) {
    #expect(throws: Problem.self) { try ImageReference(text) }
  }
}
