-- CreateIndex
CREATE INDEX "audit_line_command_at_id_idx" ON "audit_line"("command", "at", "id");
