import Glibc
import RoostModel
import RoostSystem
import SystemPackage
import Testing

@Suite struct SealingTests {
  private let key = SealingKey(bytes: [UInt8](0..<32))

  @Test func whatWasSealedOpensInItsContextAlone() throws {
    let key = try #require(key)
    for text in ["", "x", String(repeating: "secret", count: 10_000)] {
      let plain = Array(text.utf8)
      let sealed = try key.seal(plain, for: "a|B|1")
      #expect(sealed.count == plain.count + SealingKey.overhead)
      #expect(try key.open(sealed, for: "a|B|1") == plain)
      for context in ["a|B|2", "a|C|1", "b|B|1", ""] { refuse(sealed, key, context) }
    }
  }

  @Test func everyChangedBitIsNoticed() throws {
    let key = try #require(key)
    let sealed = try key.seal(Array("hunter22".utf8), for: "x")
    for index in sealed.indices {
      for bit in 0..<8 {
        var changed = sealed
        changed[index] ^= 1 << bit
        refuse(changed, key, "x")
      }
    }
    for count in 0..<sealed.count { refuse(Array(sealed.prefix(count)), key, "x") }
    refuse(sealed + [0], key, "x")
  }

  @Test func anotherKeyDoesNotOpenAndNoTwoSealingsAreAlike() throws {
    let key = try #require(key)
    let other = try #require(SealingKey(bytes: SealingKey.randomBytes()))
    let sealed = try key.seal([1, 2, 3], for: "x")
    refuse(sealed, other, "x")
    #expect(try key.seal([1, 2, 3], for: "x") != sealed)
    #expect(SealingKey(bytes: [1]) == nil && SealingKey(bytes: [UInt8](repeating: 0, count: 33)) == nil)
  }

  private func refuse(_ sealed: [UInt8], _ key: SealingKey, _ context: String) {
    let problem = #expect(throws: Problem.self) { try key.open(sealed, for: context) }
    #expect(problem?.code == .keyUnusable)
  }
}

@Suite struct SealingKeyFileTests {
  @Test func itIsMadeOnceForItsOwnerAlone() async throws {
    try await withScratch { home in
      let sealed = try SealingKeyFile(home: home).key(creating: true).seal([7], for: "x")
      #expect(try SealingKeyFile(home: home).key(creating: false).open(sealed, for: "x") == [7])
      #expect(try SealingKeyFile(home: home).key(creating: true).open(sealed, for: "x") == [7])
      var status = stat()
      #expect(lstat(home.appending("key").string, &status) == 0)
      #expect(status.st_mode & 0o7777 == 0o600 && status.st_size == 32)
      #expect(try DirectoryListing.names(in: home, hidden: true) == ["key"])
    }
  }

  /// Many at once get the same one.
  @Test func itIsMadeByOneOnly() async throws {
    try await withScratch { home in
      let openers = try await withThrowingTaskGroup(of: SealingKey.self) { group in
        for _ in 0..<16 {
          group.addTask {
            try await BlockingWork.run { () throws(Problem) in try SealingKeyFile(home: home).key(creating: true) }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let sealed = try openers[0].seal([7], for: "x")
      for key in openers { #expect(try key.open(sealed, for: "x") == [7]) }
    }
  }

  @Test func aMissingOneIsNotReplacedWhereValuesWereSealed() async throws {
    try await withScratch { home in
      let missing = await problem { try SealingKeyFile(home: home).key(creating: false) }
      #expect(missing?.code == .keyUnusable && missing?.hint.contains("backup") == true)
      #expect(!home.appending("key").exists)
    }
  }

  @Test func whatOthersCouldReadOrChangeIsRefused() async throws {
    try await withScratch { home in
      let path = home.appending("key")
      _ = try SealingKeyFile(home: home).key(creating: true)
      for mode: mode_t in [0o640, 0o604, 0o660] {
        #expect(chmod(path.string, mode) == 0)
        #expect(await problem { try SealingKeyFile(home: home).key(creating: true) }?.code == .keyUnusable)
      }
      #expect(chmod(path.string, 0o600) == 0 && rename(path.string, home.appending("other").string) == 0)
      #expect(symlink("other", path.string) == 0)
      #expect(await problem { try SealingKeyFile(home: home).key(creating: true) }?.code == .keyUnusable)
      #expect(unlink(path.string) == 0)
      try path.write("too short")
      #expect(chmod(path.string, 0o600) == 0)
      #expect(await problem { try SealingKeyFile(home: home).key(creating: true) }?.code == .keyUnusable)
    }
  }
}
