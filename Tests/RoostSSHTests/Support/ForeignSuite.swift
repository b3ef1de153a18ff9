import Foundation
import RoostModel
import RoostSystem
import SystemPackage
import Testing

/// For a suite, a host that says to have another processor than this machine, and a user without privileges there.
struct ForeignSuite: SuiteTrait, TestScoping {
  @TaskLocal static var fixture: SSHFixture?

  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let tools = FilePath("/tmp/roost-foreign-\(UInt64.random(in: .min ... .max))")
    try DirectoryCreation.ensure(tools)
    let name = tools.appending("uname").string
    try Data("#!/bin/sh\n[ \"$1\" = -m ] && echo riscv64 && exit\nexec /bin/uname \"$@\"\n".utf8).write(
      to: URL(fileURLWithPath: name))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: name)
    let setting = "ForceCommand PATH=\(tools):$PATH exec sh -c \"$SSH_ORIGINAL_COMMAND\""
    do {
      try await TestUser.with { user in
        try await SSHFixture.with(user: user, server: [setting]) { fixture in
          try await Self.$fixture.withValue(fixture, operation: body)
        }
      }
    } catch {
      try await DirectoryRemoval.remove(tools)
      throw error
    }
    try await DirectoryRemoval.remove(tools)
  }
}
