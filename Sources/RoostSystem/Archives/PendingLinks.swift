import CRoost
import Glibc
import RoostModel
import SystemPackage

/// Symbolic links of an archive, made when all else is there, so that nothing is ever written through one. Blocking.
struct PendingLinks {
  private(set) var links: [(path: String, target: String)] = []

  mutating func add(_ path: String, to target: [UInt8]) { links.append((path, String(decoding: target, as: UTF8.self))) }

  /// Makes all. With `staysInside`, none may lead out of the tree, not even by way of others.
  func make(with writer: inout TreeWriter, staysInside: Bool, archive: String) throws(Problem) {
    for link in links { try writer.symbolicLink(link.path, to: link.target) }
    guard staysInside else { return }
    for link in links {
      let found = roost_open(writer.root.number, link.path, ROOST_O_PATH, 0, ROOST_INSIDE)
      if found >= 0 {
        close(found)
      } else if found == -EXDEV || found == -ELOOP {
        throw .refusedArchive(archive, "\(link.path.debugDescription) is a link that leads out of the archive")
      }
    }
  }
}
