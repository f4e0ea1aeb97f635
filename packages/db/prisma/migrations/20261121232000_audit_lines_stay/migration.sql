-- Lines of the audit log stay as they were written. A superuser can still switch a trigger off; the chain is there to show it.

CREATE FUNCTION audit_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sealed audit_line;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND OLD.previous IS NULL AND OLD.hash IS NULL AND OLD.sealed_at IS NULL THEN
    sealed := OLD;
    sealed.position := NEW.position;
    sealed.previous := NEW.previous;
    sealed.hash := NEW.hash;
    sealed.sealed_at := NEW.sealed_at;
    -- All four at once, and nothing else.
    IF num_nulls(NEW.position, NEW.previous, NEW.hash, NEW.sealed_at) = 0 AND NEW IS NOT DISTINCT FROM sealed THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'A line of the audit log stays as it is: it can be sealed once, and nothing else'
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE FUNCTION audit_detail_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A detail of the audit log stays as it is: it can be erased, line by line, and nothing else'
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER audit_line_stays BEFORE UPDATE OR DELETE ON "audit_line" FOR EACH ROW EXECUTE FUNCTION audit_line_stays();
CREATE TRIGGER audit_line_is_not_emptied BEFORE TRUNCATE ON "audit_line" FOR EACH STATEMENT EXECUTE FUNCTION audit_line_stays();
CREATE TRIGGER audit_detail_stays BEFORE UPDATE ON "audit_detail" FOR EACH ROW EXECUTE FUNCTION audit_detail_stays();
CREATE TRIGGER audit_detail_is_not_emptied BEFORE TRUNCATE ON "audit_detail" FOR EACH STATEMENT EXECUTE FUNCTION audit_detail_stays();

-- The sealer finds the few lines that are not sealed yet without a look at the others.
CREATE INDEX "audit_line_unsealed_idx" ON "audit_line" ("id") WHERE "position" IS NULL;
