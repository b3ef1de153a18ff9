import Foundation
import RoostModel
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostCertificates

@Suite struct RenewalNoteTests {
  private static let problem = Problem(.toolFailed, "certbot failed", hint: "certbot renew")
  private let directory = CertificateDirectory(home: FilePath(NSTemporaryDirectory() + "roost-renewal-\(UUID().uuidString)"))
  private let label = CertificateLabel.local

  private func end() throws { try directory.renewalEnded(label, otherwise: Self.problem) }

  @Test func anAttemptThatBroughtNothingFailed() throws {
    try DirectoryCreation.make(directory.path.removingLastComponent())
    defer { try? FileManager.default.removeItem(atPath: directory.path.removingLastComponent().string) }
    try end()
    #expect(directory.renewal(of: label) == RenewalNote(), "none began")
    try directory.renewalBegan(label, at: 5)
    #expect(directory.renewal(of: label).failure == nil, "it goes on")
    try end()
    #expect(directory.renewal(of: label).failure == FailedRenewal(at: 5, problem: Self.problem))
    // The next one: what failed before is known until it succeeds, and what is known better stays.
    try directory.renewalBegan(label, at: 9)
    #expect(directory.renewal(of: label).failure?.at == 5)
    let better = Problem(.certificateInvalid, "it expired", hint: "openssl")
    try directory.renewalFailed(label, at: 10, better)
    try end()
    #expect(directory.renewal(of: label).failure == FailedRenewal(at: 10, problem: better))
    try directory.renewalBegan(label, at: 11)
    try directory.forgetRenewal(of: label)
    try end()
    #expect(directory.renewal(of: label) == RenewalNote(), "a certificate came")
    try directory.forgetRenewal(of: label)
  }

  @Test func aFileOfSomebodyElseTellsNothing() throws {
    try DirectoryCreation.make(directory.path)
    defer { try? FileManager.default.removeItem(atPath: directory.path.removingLastComponent().string) }
    try Data("no json".utf8).write(to: URL(filePath: directory.path.appending("local.renewal").string))
    #expect(directory.renewal(of: label) == RenewalNote())
    #expect(try directory.labels() == [])
  }

  private enum DirectoryCreation {
    static func make(_ path: FilePath) throws {
      try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
    }
  }
}
