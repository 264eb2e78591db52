import Lessons
import OCI

extension GradeOverlay {
  /// The digest of the overlay's text.
  package var digest: String {
    var digester = Digester()
    digester.update(Array(text.utf8))
    return digester.digest().description
  }
}
