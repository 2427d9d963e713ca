//! The Kotlin package: jar, sources and pom, and a Maven repository of them.

pub(crate) mod library;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::LICENCES;
use super::native::{self, Api, Target};
use super::plumbing::{self, Language};
use super::third_party;
use crate::cmd::Cmd;
use crate::folder;
use crate::setup::{Need, needs};
use crate::stamp::Stamp;
use crate::terminal::size;
use crate::workspace::{VERSION, Workspace};

/// What [`package`] needs.
pub(crate) const NEEDS: &[Need] = &[needs::C_COMPILER, needs::JDK, needs::MAVEN];

/// The sources of the package.
pub(crate) const FOLDER: &str = "bindings/kotlin";

/// Where the files are in a Maven repository.
const PLACE: &str = "dev/closeroom/closeroom";

/// What is made.
pub(crate) struct Package {
    /// The library's files, side by side.
    pub(crate) folder: PathBuf,
    /// The same as Maven and Gradle take them.
    pub(crate) repository: PathBuf,
}

impl Package {
    /// The file of that ending: `.jar`, `-sources.jar`, `.pom`.
    pub(crate) fn file(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("closeroom-{VERSION}{ending}"))
    }
}

/// Makes the package with the libraries for this machine and for these, unless the one that is
/// there was made of the very same files. With others than for this machine it has a folder of its
/// own.
pub(crate) fn package(workspace: &Workspace, targets: &[Target]) -> Result<Package> {
    let host = &Target::host()?;
    let compile = |target: &Target| native::compile(workspace, target, &Api::UNIFFI);
    let rust = compile(host)?;
    let third_party = third_party::for_native(workspace, &Api::UNIFFI)?;
    // What is made for any machine of this kind is made for this one too.
    let own = (!targets.iter().any(|target| target.triple == host.triple)).then_some(host);
    let targets: Vec<&Target> = own.into_iter().chain(targets).collect();

    let is_for_others = targets.iter().any(|target| target.is_cross());
    let place = if is_for_others { "package/kotlin-cross" } else { "package/kotlin" };
    let place = workspace.target(place);
    let package = Package { folder: place.clone(), repository: place.join("repository") };
    let libraries = targets.iter().map(|target| compile(target)).collect::<Result<Vec<_>>>()?;
    let mut sources = sources()?;
    sources.extend(libraries.iter().map(|library| library.file.clone()));
    sources.push(third_party.clone());
    // A library that is linked for any machine of a kind has the same sources as one for this.
    let linked: Vec<_> = targets.iter().map(|it| (&it.triple, it.is_cross())).collect();
    let stamp = Stamp::of(&sources, place.join(".made-from"))?.and(linked);
    if package.file(".jar").exists() && stamp.is_current() {
        println!("{} is up to date.", package.folder.display());
        return Ok(package);
    }

    folder::empty(&package.folder)?;
    let scratch = folder::scratch(workspace, "package-kotlin")?;
    for (target, library) in targets.iter().zip(&libraries) {
        library::link(workspace, target, library, &scratch)?;
    }
    let generated = scratch.join("generated");
    plumbing::generate(Language::Kotlin, &rust.file, &generated)?;
    let licences = third_party.parent().context("a file lies in a folder")?;
    let inputs = [generated.as_path(), &library::resources(&scratch), licences];
    maven(&package.repository, inputs, &scratch.join("maven"))?;

    let version = package.repository.join(PLACE).join(VERSION);
    for ending in [".jar", "-sources.jar", ".pom"] {
        let file = package.file(ending);
        let name = file.file_name().context("a file has a name")?;
        fs::copy(version.join(name), &file)
            .with_context(|| format!("Maven made no {}", name.display()))?;
        println!("{}: {}", file.display(), size(fs::metadata(&file)?.len()));
    }
    stamp.write()?;
    Ok(package)
}

/// Compiles, packs, and puts what comes of it into a repository that is a folder.
fn maven(
    repository: &Path,
    [generated, libraries, licences]: [&Path; 3],
    build: &Path,
) -> Result<()> {
    let property = |name, path: &Path| format!("-Dcloseroom.{name}={}", path.display());
    Cmd::new("mvn")
        .args(["--batch-mode", "--quiet", "--file"])
        .arg(Path::new(FOLDER).join("pom.xml"))
        .arg("deploy")
        .arg(format!("-DaltDeploymentRepository=closeroom::file://{}", repository.display()))
        .arg(property("generated", generated))
        .arg(property("native", libraries))
        .arg(property("licences", licences))
        .arg(property("build", build))
        .run()
}

fn sources() -> Result<Vec<PathBuf>> {
    let mut sources = folder::files_except(Path::new(FOLDER), &["tests"])?;
    sources.extend(folder::files(Path::new("xtask/src/package/kotlin"))?);
    sources.extend(native::sources()?);
    sources.extend(plumbing::sources()?);
    sources.extend(LICENCES.map(PathBuf::from));
    sources.push(PathBuf::from(file!()));
    Ok(sources)
}
