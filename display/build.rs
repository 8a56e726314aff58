//! Compiles the screens, with the translations inside: an SD card has no folder of them to lose.

fn main() {
    let settings = slint_build::CompilerConfiguration::new()
        .with_bundled_translations("translations")
        // One sentence has one translation, whichever file it stands in.
        .with_default_translation_context(slint_build::DefaultTranslationContext::None)
        // Tests find elements by their names.
        .with_debug_info(true);
    slint_build::compile_with_config("ui/wall.slint", settings).expect("the screens compile");
}
