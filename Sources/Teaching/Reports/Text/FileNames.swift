/// Names of files that are made of names of learners.
package enum FileNames {
  /// A name for each learner, in their order: no separators, no leading dots, nothing that acts, and all different.
  package static func unique(for learners: [String]) -> [String] {
    var taken: Set<String> = []
    return learners.map { learner in
      let base = safe(learner)
      var name = base
      var number = 2
      // Some file systems take capitals and small letters for the same.
      while !taken.insert(name.lowercased()).inserted {
        name = "\(base)-\(number)"
        number += 1
      }
      return name
    }
  }

  /// One name by itself: at most a hundred bytes, of which none needs quoting more than a space does.
  package static func safe(_ learner: String) -> String {
    var name = ""
    for scalar in Plain.visible(learner).unicodeScalars {
      let isRefused = "/\\:*?\"<>|'`$".unicodeScalars.contains(scalar)
      let next = isRefused || scalar.properties.isWhitespace ? "_" : String(scalar)
      guard name.utf8.count + next.utf8.count <= 100 else { break }
      name += next
    }
    // A leading dash would be taken for an option, a leading dot hides the file.
    while let first = name.first, first == "." || first == "-" { name.removeFirst() }
    while name.last == "." { name.removeLast() }
    return name.isEmpty ? "learner" : name
  }
}
